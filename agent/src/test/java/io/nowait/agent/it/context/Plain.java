package io.nowait.agent.it.context;

import io.nowait.agent.it.Served;
import io.nowait.runtime.NonBlocking;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;

/** A child program: threads that the JDK makes, an application's own, and methods that say they may not wait. */
public final class Plain {
    private Plain() {}

    /** A thread by whose class an option names it. */
    static class Loop extends Thread {
        Loop(Runnable task) {
            super(task, "by class");
        }
    }

    /** Runs it. */
    public static void main(String[] none) throws Exception {
        Served.by(Threads::allocate);
        annotated();
        byOption();
        Threads.run("plain", Threads::allocate);
        Threads.run("I/O loop 1", Threads::allocate);
        Threads.run(Threads.INTEGRATED, Threads::allocate);
        Threads.run(Loop::new, Threads::allocate);
        Selector open = Selector.open();
        Threads.run("selecting", () -> {
            open.selectNow();
            return Threads.allocate();
        });
        Threads.run("selected", () -> {
            try (Selector closed = Selector.open()) {
                closed.selectNow();
            }
            return Threads.allocate();
        });
        System.out.println(open.isOpen());
        System.exit(0);
    }

    @NonBlocking
    private static ByteBuffer annotated() {
        return ByteBuffer.allocateDirect(5000);
    }

    private static ByteBuffer byOption() {
        return ByteBuffer.allocateDirect(5000);
    }
}
