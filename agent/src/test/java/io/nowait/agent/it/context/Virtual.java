package io.nowait.agent.it.context;

import io.nowait.agent.it.Served;
import java.util.ArrayList;
import java.util.List;

/** A child program for JDKs that have virtual threads. */
public final class Virtual {
    private static final int THREADS = 200;

    private Virtual() {}

    /** Runs it. */
    public static void main(String[] none) throws Exception {
        Served.by(Threads::allocate);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Runnable action = Threads::allocate;
            threads.add((Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, action));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.exit(0);
    }
}
