package io.nowait.runtime.fault;

/** The error that strikes at a given step. One thread uses it at a time. */
public final class Fault {
    private static int stepsLeft = -1;
    private static boolean heapOnly;

    private Fault() {}

    /**
     * Lets the n-th step from now fail, from 0; a negative number lets none fail.
     *
     * @param fullHeap whether only steps that make an object count, as on a thread whose stack is shallow
     */
    public static void arm(int step, boolean fullHeap) {
        stepsLeft = step;
        heapOnly = fullHeap;
    }

    /** Whether the step has been reached, and failed, even if nobody has heard of it. */
    public static boolean hasStruck() {
        return stepsLeft < 0;
    }

    /** Called by instrumented code before it makes an object. */
    public static void make() {
        if (stepsLeft-- == 0) {
            throw new OutOfMemoryError("injected");
        }
    }

    /** Called by instrumented code before it calls a method. */
    public static void call() {
        if (!heapOnly) {
            make();
        }
    }
}
