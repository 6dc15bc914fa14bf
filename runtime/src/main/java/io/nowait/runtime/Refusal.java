package io.nowait.runtime;

import java.nio.ByteBuffer;

/** This copy and the agent's are of different versions: nothing is done, and whoever asks is told, each time. */
final class Refusal implements Operations {
    private final IllegalStateException why;

    Refusal(IllegalStateException why) {
        this.why = why;
    }

    private IllegalStateException refused() {
        return new IllegalStateException(why.getMessage(), why);
    }

    @Override
    public AutoCloseable enter() {
        throw refused();
    }

    @Override
    public void retire(ByteBuffer buffer) {
        throw refused();
    }

    @Override
    public void synchronize() {
        throw refused();
    }

    @Override
    public void barrier() {
        throw refused();
    }
}
