package io.nowait.examples.demo;

import com.fasterxml.jackson.jr.ob.JSON;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.nowait.examples.support.time.AllocationTimes;
import io.nowait.examples.support.time.Histograms;
import io.nowait.examples.support.time.Spent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The HTTP server under measurement.
 *
 * <p>It listens on a free loopback port and prints the port as its first line. The line {@link #BEGIN} on its standard input
 * starts the measurement afresh and is printed back; the end of its standard input ends the server, which then prints a {@link ServerReport} as
 * one line of JSON. The exit status is 1 if anything failed on any connection.
 */
final class Server {
    /** The line on standard input at which the figures so far, the warm-up's, are forgotten. */
    static final String BEGIN = "begin";

    private final int longest;
    private final AllocationTimes allocations = new AllocationTimes();
    private final AtomicBoolean failed = new AtomicBoolean();

    private Server(int longest) {
        this.longest = longest;
    }

    /** Runs a server with {@code args[0]} event loops and bodies of {@code args[1]} bytes at most until standard input ends. */
    public static void main(String[] args) throws Exception {
        Server server = new Server(Integer.parseInt(args[1]));
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(Integer.parseInt(args[0]), NioIoHandler.newFactory());
        Channel listener = server.bind(loops);
        System.out.println(((InetSocketAddress) listener.localAddress()).getPort());
        ServerReport report = server.measure();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        System.out.println(JSON.std.asString(report));
        System.exit(server.failed.get() ? 1 : 0);
    }

    private void fail(Throwable cause) {
        failed.set(true);
        cause.printStackTrace();
    }

    private Channel bind(EventLoopGroup loops) throws InterruptedException {
        return new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        new HttpServerCodec(),
                                        new BodyHandler(longest, allocations, Server.this::fail));
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
    }

    private ServerReport measure() throws IOException {
        Spent before = Spent.now();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            if (line.equals(BEGIN)) {
                allocations.take();
                before = Spent.now();
                System.out.println(BEGIN);
            }
        }
        Spent after = Spent.now();
        return new ServerReport(
                Histograms.encode(allocations.take()),
                after.collections() - before.collections(),
                after.collectionMillis() - before.collectionMillis(),
                TimeUnit.NANOSECONDS.toMillis(after.cpuNanos() - before.cpuNanos()),
                after.machineLoad());
    }
}
