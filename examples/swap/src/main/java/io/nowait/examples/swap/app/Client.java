package io.nowait.examples.swap.app;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Asks one question after the other over one connection, and checks each answer by itself. */
final class Client extends Rounds {
    private final String name;
    private final SocketChannel channel;
    private final Findings findings;
    private final ByteBuffer request = ByteBuffer.allocate(Connection.REQUEST_BYTES);
    private final ByteBuffer answer = ByteBuffer.allocate(Connection.ANSWER_BYTES);
    private long asked;

    Client(String name, SocketChannel channel, int rate, Findings findings) {
        super(rate);
        this.name = name;
        this.channel = channel;
        this.findings = findings;
    }

    @Override
    void round() throws IOException {
        request.clear().putLong(++asked).flip();
        channel.write(request);
        answer.clear();
        while (answer.hasRemaining()) {
            if (channel.read(answer) < 0) {
                throw new EOFException(name + " was left without an answer");
            }
        }
        answer.flip();
        check(answer.getLong(), answer.getLong(), (int) answer.getLong(), answer.getLong());
        findings.read();
    }

    private void check(long number, long generation, int size, long sum) {
        if (number != asked) {
            findings.wrongAnswer(name, "asked question %d, got the answer to %d".formatted(asked, number));
        } else if (sum != Table.sum(generation, size)) {
            findings.wrongAnswer(name, "the sum over generation %d is wrong".formatted(generation));
        }
    }
}
