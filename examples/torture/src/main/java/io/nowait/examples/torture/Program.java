package io.nowait.examples.torture;

import java.io.PrintStream;

/** What lives with the copy of the runtime, as this side of the loader sees it. */
public interface Program {
    /**
     * Runs to the end.
     *
     * @return whether nothing failed
     */
    boolean run(Options options, PrintStream out) throws InterruptedException;
}
