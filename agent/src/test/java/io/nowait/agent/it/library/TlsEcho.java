package io.nowait.agent.it.library;

import io.nowait.agent.it.TlsContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import tlschannel.ClientTlsChannel;
import tlschannel.DirectBufferAllocator;
import tlschannel.ServerTlsChannel;
import tlschannel.TlsChannel;

/**
 * A child program: an echo server and a client of tls-channel over the loopback, all buffers of both sides direct. Its
 * arguments are a key store with password "nowait", and "platform" or "virtual" for the threads of both sides.
 */
public final class TlsEcho {
    private static final int CONNECTIONS = 12;
    private static final int[] LENGTHS = {1, 4_000, 16_384, 100_000};

    private TlsEcho() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        SSLContext context = TlsContext.of(Path.of(arguments[0]));
        ExecutorService threads = threads(arguments[1]);
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
            long bytes = 0;
            for (int connection = 0; connection < CONNECTIONS; connection++) {
                Future<?> echo = threads.submit(() -> echo(server.accept(), context));
                int seed = connection;
                Callable<Integer> client = () -> talk(SocketChannel.open(server.getLocalAddress()), context, seed);
                bytes += threads.submit(client).get();
                echo.get();
            }
            System.out.println(CONNECTIONS + " connections, " + bytes + " bytes echoed as sent");
        }
        threads.shutdown();
    }

    private static ExecutorService threads(String kind) throws ReflectiveOperationException {
        return kind.equals("virtual")
                ? (ExecutorService) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null)
                : Executors.newCachedThreadPool();
    }

    private static int talk(SocketChannel socket, SSLContext context, int seed) throws Exception {
        DirectBufferAllocator allocator = new DirectBufferAllocator();
        int sent = 0;
        try (TlsChannel channel = ClientTlsChannel.newBuilder(socket, context)
                .withPlainBufferAllocator(allocator)
                .withEncryptedBufferAllocator(allocator)
                .build()) {
            for (int length : LENGTHS) {
                byte[] data = Bytes.of(seed, length + seed);
                ByteBuffer head = ByteBuffer.allocate(4).putInt(0, data.length);
                write(channel, head);
                write(channel, ByteBuffer.wrap(data));
                Bytes.same(data, read(channel, data.length));
                sent += data.length;
            }
            write(channel, ByteBuffer.allocate(4));
        }
        return sent;
    }

    private static Void echo(SocketChannel socket, SSLContext context) throws Exception {
        DirectBufferAllocator allocator = new DirectBufferAllocator();
        try (TlsChannel channel = ServerTlsChannel.newBuilder(socket, context)
                .withPlainBufferAllocator(allocator)
                .withEncryptedBufferAllocator(allocator)
                .build()) {
            int length;
            while ((length = ByteBuffer.wrap(read(channel, 4)).getInt()) > 0) {
                write(channel, ByteBuffer.wrap(read(channel, length)));
            }
        }
        return null;
    }

    private static void write(TlsChannel channel, ByteBuffer data) throws Exception {
        while (data.hasRemaining()) {
            channel.write(data);
        }
    }

    private static byte[] read(TlsChannel channel, int length) throws Exception {
        ByteBuffer data = ByteBuffer.allocate(length);
        while (data.hasRemaining() && channel.read(data) >= 0) {}
        return data.array();
    }
}
