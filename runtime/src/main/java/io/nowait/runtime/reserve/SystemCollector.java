package io.nowait.runtime.reserve;

import io.nowait.runtime.page.Daemon;
import java.lang.ref.WeakReference;

/** The JVM's collector, asked from a short-lived daemon thread: {@link System#gc} keeps its caller until it is over. */
final class SystemCollector implements CollectorCall.Collector {
    @Override
    public void collect(Runnable done) {
        Daemon.create("nowait-collect", new Call(done)).start();
    }

    @Override
    public CollectorCall.Sign sign() {
        return new Canary();
    }

    /** A weak reference to what nothing else refers to: any collection that processes references clears it. */
    private static final class Canary extends WeakReference<Object> implements CollectorCall.Sign {
        Canary() {
            super(new Object());
        }

        @Override
        public boolean hasRun() {
            return get() == null;
        }
    }

    private record Call(Runnable done) implements Runnable {
        @Override
        public void run() {
            try {
                System.gc();
            } finally {
                done.run();
            }
        }
    }
}
