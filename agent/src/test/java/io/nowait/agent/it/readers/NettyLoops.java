package io.nowait.agent.it.readers;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.Future;
import io.nowait.agent.it.semantics.Check;
import java.net.InetAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** For child programs: an echo server and its client on two loops of Netty, whose threads must be readers. */
final class NettyLoops {
    private static final int LOOPS = 2;
    private static final int MESSAGES = 50;
    private static final int LENGTH = 8000;

    private NettyLoops() {}

    static void areReaders(
            IoHandlerFactory handlers, Class<? extends ServerChannel> server, Class<? extends Channel> client)
            throws Exception {
        new Shared();
        long hits = Live.figure("hit");
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(LOOPS, handlers);
        echo(group, server, client);
        Check.that(Live.figure("hit") > hits, "Netty's buffers did not come from the reserves");
        Live.awaitReaders(LOOPS);
        for (int loop = 0; loop < LOOPS; loop++) {
            protectsItsIterations(group.next());
        }
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        Live.awaitReaders(0);
    }

    private static void protectsItsIterations(EventLoop loop) throws Exception {
        Shared shared = new Shared();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ending = new CountDownLatch(1);
        Future<Boolean> intact = loop.submit(() -> {
            begun.countDown();
            ending.await();
            return shared.isIntact();
        });
        begun.await();
        shared.freeAndChurn();
        ending.countDown();
        Check.that(intact.get(), "lent again under a loop that uses it");
        shared.awaitReuse();
    }

    private static void echo(
            EventLoopGroup group, Class<? extends ServerChannel> server, Class<? extends Channel> client)
            throws InterruptedException {
        Channel listening = new ServerBootstrap()
                .group(group)
                .channel(server)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Echo());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
        Counting counting = new Counting();
        Channel channel = new Bootstrap()
                .group(group)
                .channel(client)
                .handler(counting)
                .connect(listening.localAddress())
                .sync()
                .channel();
        for (int message = 0; message < MESSAGES; message++) {
            channel.writeAndFlush(
                            channel.alloc().directBuffer(LENGTH).writeBytes(Unpooled.wrappedBuffer(new byte[LENGTH])))
                    .sync();
        }
        counting.all.await();
        channel.close().sync();
        listening.close().sync();
    }

    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.writeAndFlush(message);
        }
    }

    private static final class Counting extends SimpleChannelInboundHandler<ByteBuf> {
        private final CountDownLatch all = new CountDownLatch(MESSAGES * LENGTH);

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
            for (int i = message.readableBytes(); i > 0; i--) {
                all.countDown();
            }
        }
    }
}
