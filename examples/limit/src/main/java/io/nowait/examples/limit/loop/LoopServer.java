package io.nowait.examples.limit.loop;

import com.fasterxml.jackson.jr.ob.JSON;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.nowait.examples.support.time.Histograms;
import io.nowait.examples.support.time.Spent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * The HTTP server whose event loops share the direct-memory limit with blocking threads.
 *
 * <p>It listens on a free loopback port and prints the port as its first line. The line {@link #BEGIN} on its standard input
 * starts the measurement afresh and is printed back; the end of its standard input ends the server, which then prints a
 * {@link LoopReport} as one line of JSON.
 */
final class LoopServer {
    /** The line on standard input at which the figures so far, the warm-up's, are forgotten. */
    static final String BEGIN = "begin";

    private final LoopTimes times = new LoopTimes();
    private final Holders holders;
    private final int longest;

    private LoopServer(int threads, long bytes, int longest, boolean drop) {
        holders = Holders.start(threads, bytes, drop);
        this.longest = longest;
    }

    /**
     * Runs a server until standard input ends; {@code args} are the number of event loops, of blocking threads, the bytes that
     * these hold together, the longest answer in bytes, and whether the blocking threads drop buffers.
     */
    public static void main(String[] args) throws Exception {
        LoopServer server = new LoopServer(
                Integer.parseInt(args[1]),
                Long.parseLong(args[2]),
                Integer.parseInt(args[3]),
                Boolean.parseBoolean(args[4]));
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(Integer.parseInt(args[0]), NioIoHandler.newFactory());
        Channel listener = server.bind(loops);
        System.out.println(((InetSocketAddress) listener.localAddress()).getPort());
        LoopReport report = server.measure();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        System.out.println(JSON.std.asString(report));
        System.exit(0);
    }

    private Channel bind(EventLoopGroup loops) throws InterruptedException {
        return new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.ALLOCATOR, new TimedAllocator(times))
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpServerCodec(), new AnswerHandler(longest));
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
    }

    private LoopReport measure() throws IOException {
        Spent before = Spent.now();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            if (line.equals(BEGIN)) {
                times.reset();
                holders.reset();
                before = Spent.now();
                System.out.println(BEGIN);
            }
        }
        Spent after = Spent.now();
        return new LoopReport(
                Histograms.encode(times.times()),
                Outlier.format(times.outliers()),
                times.refusals(),
                holders.allocated(),
                holders.refused(),
                after.collections() - before.collections(),
                after.collectionMillis() - before.collectionMillis());
    }
}
