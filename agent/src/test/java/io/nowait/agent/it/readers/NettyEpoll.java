package io.nowait.agent.it.readers;

import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;

/** A child program: Netty's native loops over epoll. */
public final class NettyEpoll {
    private NettyEpoll() {}

    /** Proves the claim. */
    public static void main(String[] none) throws Exception {
        Claims.prove(NettyEpoll.class);
    }

    @Claim
    static void nettysNativeLoopsAreReaders() throws Exception {
        NettyLoops.areReaders(EpollIoHandler.newFactory(), EpollServerSocketChannel.class, EpollSocketChannel.class);
    }
}
