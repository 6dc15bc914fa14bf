package io.nowait.examples.torture;

import java.io.PrintStream;

/** Runs with each mutant in turn, in JVMs of their own. */
final class Campaign {
    Campaign(Options options, PrintStream out) {}

    boolean run() {
        return true;
    }
}
