package io.nowait.agent.it.semantics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Future;

/** Sockets of every kind accept the buffers. All of them are on the loopback interface. */
final class SocketIo {
    private static final SocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private SocketIo() {}

    @Point
    static String socketsCarryBuffers() throws Exception {
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(ANY);
                SocketChannel client = SocketChannel.open(server.getLocalAddress());
                SocketChannel accepted = server.accept()) {
            StringBuilder line = new StringBuilder();
            for (int capacity : new int[] {1024, 4096, 5000, 16384}) {
                ByteBuffer out = Pattern.fill(ByteBuffer.allocateDirect(capacity), capacity);
                ByteBuffer in = ByteBuffer.allocateDirect(capacity);
                ByteBuffer[] halves = {in.slice(0, capacity / 2), in.slice(capacity / 2, capacity - capacity / 2)};
                client.write(new ByteBuffer[] {
                    out.duplicate().limit(100), out.duplicate().position(100)
                });
                while (halves[1].hasRemaining()) {
                    accepted.read(halves);
                }
                Pattern.check(in, capacity);
                line.append(Pattern.sum(in)).append(' ');
                Direct.free(out);
                Direct.free(in);
            }
            return line.toString();
        }
    }

    @Point
    static String aSelectorLoopEchoes() throws Exception {
        try (Selector selector = Selector.open();
                ServerSocketChannel server = ServerSocketChannel.open().bind(ANY);
                SocketChannel client = SocketChannel.open(server.getLocalAddress())) {
            server.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
            Thread loop = new Thread(() -> echo(selector, server));
            loop.setDaemon(true);
            loop.start();
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < 100; i++) {
                ByteBuffer out = Pattern.fill(ByteBuffer.allocateDirect(16384), i);
                ByteBuffer in = ByteBuffer.allocateDirect(16384);
                client.write(out);
                while (in.hasRemaining()) {
                    Check.that(client.read(in) >= 0, "connection closed");
                }
                Pattern.check(in, i);
                line.append(in.hashCode());
                Direct.free(out);
                Direct.free(in);
            }
            client.shutdownOutput();
            loop.join();
            return Integer.toString(line.toString().hashCode());
        }
    }

    /** Serves until the peer closes: one fresh buffer for each turn, freed at its end. */
    private static void echo(Selector selector, ServerSocketChannel server) {
        try {
            while (true) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.isAcceptable()) {
                        SocketChannel accepted = server.accept();
                        // The echo comes in two writes: the second would wait for the first's acknowledgement.
                        accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
                        accepted.configureBlocking(false).register(selector, SelectionKey.OP_READ);
                        continue;
                    }
                    ByteBuffer buffer = ByteBuffer.allocateDirect(8192);
                    SocketChannel channel = (SocketChannel) key.channel();
                    int read = channel.read(buffer);
                    buffer.flip();
                    while (buffer.hasRemaining()) {
                        channel.write(buffer);
                    }
                    Direct.free(buffer);
                    if (read < 0) {
                        channel.close();
                        return;
                    }
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Point
    static String asynchronousSocketsCarryBuffers() throws Exception {
        try (AsynchronousServerSocketChannel server =
                        AsynchronousServerSocketChannel.open().bind(ANY);
                AsynchronousSocketChannel client = AsynchronousSocketChannel.open()) {
            Future<AsynchronousSocketChannel> accepting = server.accept();
            client.connect(server.getLocalAddress()).get();
            int bytes = 0;
            try (AsynchronousSocketChannel accepted = accepting.get()) {
                for (int i = 0; i < 50; i++) {
                    ByteBuffer out = Pattern.fill(ByteBuffer.allocateDirect(16384), i);
                    ByteBuffer in = ByteBuffer.allocateDirect(16384);
                    Future<Integer> reading = accepted.read(in);
                    while (out.hasRemaining()) {
                        bytes += client.write(out).get();
                    }
                    reading.get();
                    while (in.hasRemaining()) {
                        accepted.read(in).get();
                    }
                    Pattern.check(in, i);
                    Direct.free(out);
                    Direct.free(in);
                }
            }
            return String.valueOf(bytes);
        }
    }

    @Point
    static String datagramsCarryBuffers() throws Exception {
        try (DatagramChannel sender = DatagramChannel.open().bind(ANY);
                DatagramChannel receiver = DatagramChannel.open().bind(ANY)) {
            StringBuilder line = new StringBuilder();
            for (int capacity : new int[] {1024, 4096, 5000, 20000}) {
                ByteBuffer out = Pattern.fill(ByteBuffer.allocateDirect(capacity), capacity);
                ByteBuffer in = ByteBuffer.allocateDirect(capacity);
                line.append(sender.send(out, receiver.getLocalAddress())).append(' ');
                Check.that(sender.getLocalAddress().equals(receiver.receive(in)), "from somebody else");
                Pattern.check(in, capacity);
                Direct.free(out);
                Direct.free(in);
            }
            return line.toString();
        }
    }
}
