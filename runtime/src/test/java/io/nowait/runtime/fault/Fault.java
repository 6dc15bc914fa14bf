package io.nowait.runtime.fault;

/** The error that strikes at a given step. One thread uses it at a time. */
public final class Fault {
    private static int stepsLeft = -1;
    private static int stepsTaken;

    private Fault() {}

    /** Lets the n-th step from now fail, from 0; a negative number lets none fail. */
    public static void arm(int step) {
        stepsLeft = step;
        stepsTaken = 0;
    }

    /** Steps taken since it was armed. */
    public static int stepsTaken() {
        return stepsTaken;
    }

    /** Called by instrumented code before each step at which the heap may be full or the stack overflow. */
    public static void step() {
        stepsTaken++;
        if (stepsLeft-- == 0) {
            throw new OutOfMemoryError("injected");
        }
    }
}
