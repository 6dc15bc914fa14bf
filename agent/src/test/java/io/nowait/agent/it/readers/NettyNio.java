package io.nowait.agent.it.readers;

import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/** A child program: Netty's loops over the JDK's selectors. */
public final class NettyNio {
    private NettyNio() {}

    /** Proves the claim. */
    public static void main(String[] none) throws Exception {
        Claims.prove(NettyNio.class);
    }

    @Claim
    static void nettysSelectorLoopsAreReaders() throws Exception {
        NettyLoops.areReaders(NioIoHandler.newFactory(), NioServerSocketChannel.class, NioSocketChannel.class);
    }
}
