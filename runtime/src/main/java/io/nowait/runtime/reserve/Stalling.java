package io.nowait.runtime.reserve;

import java.util.ArrayList;
import java.util.List;

/** A reservation that waits, or has waited: what {@link AllocationStalls} knows of it. Written by its thread; the name and the stack under that's lock. */
final class Stalling {
    private static final int FRAMES = 32;

    final long begun;

    /** How long it took, in nanoseconds; negative while it goes on. Volatile: whole for the worker, which needs no order with anything. */
    volatile long nanos = -1;

    /** Read racily for the figures: a stall may be shown without its site for a moment. */
    int site = StalledAllocation.NO_SITE;

    /** The thread's name, if it is kept: not the thread, which would be kept with all that it holds. */
    String thread = "";

    /** Where it was, if that is kept. */
    StackTraceElement[] stack = {};

    Stalling(long begun) {
        this.begun = begun;
    }

    StalledAllocation shown() {
        List<StackTraceElement> frames = new ArrayList<>();
        for (int i = 0; i < stack.length && frames.size() < FRAMES; i++) {
            if (!isOurs(stack[i].getClassName())) {
                frames.add(stack[i]);
            }
        }
        return new StalledAllocation(thread, site, nanos, frames);
    }

    private static boolean isOurs(String className) {
        return className.startsWith("io.nowait.runtime.") || className.startsWith("java.nio.Nowait");
    }
}
