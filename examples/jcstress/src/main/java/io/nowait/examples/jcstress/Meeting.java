package io.nowait.examples.jcstress;

import java.util.concurrent.atomic.AtomicInteger;

/** Where two actors of different speed meet, so that they do what follows at about the same time. */
public final class Meeting {
    private static final int PATIENCE = 1_000;

    private final AtomicInteger here = new AtomicInteger();

    /** Waits for the other, but not for long: it may not be running. */
    public void meet() {
        here.incrementAndGet();
        for (int i = 0; i < PATIENCE && here.get() < 2; i++) {
            // looks again
        }
    }
}
