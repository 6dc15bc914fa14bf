package io.nowait.examples.swap.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The server's end of a connection. A request is a number of eight bytes; the answer is that number and the table's generation,
 * size and sum of words, eight bytes each.
 */
final class Connection {
    static final int REQUEST_BYTES = Long.BYTES;
    static final int ANSWER_BYTES = 4 * Long.BYTES;

    private final SocketChannel channel;
    private final ByteBuffer request = ByteBuffer.allocate(REQUEST_BYTES);
    private final ByteBuffer answer = ByteBuffer.allocate(ANSWER_BYTES);

    Connection(SocketChannel channel) {
        this.channel = channel;
    }

    /** Takes what has arrived; answers from the current table if that completes a request. */
    void ready(Current current, Reader reader) throws IOException {
        if (channel.read(request) < 0) {
            channel.close();
        } else if (!request.hasRemaining()) {
            Table table = current.get();
            long sum = reader.sum(table);
            send(table, sum);
        }
    }

    private void send(Table table, long sum) throws IOException {
        answer.clear();
        answer.putLong(request.flip().getLong()).putLong(table.generation());
        answer.putLong(table.bytes().capacity()).putLong(sum).flip();
        request.clear();
        channel.write(answer);
        if (answer.hasRemaining()) {
            throw new IOException("an answer did not fit the socket's buffer, though its client waits for it");
        }
    }
}
