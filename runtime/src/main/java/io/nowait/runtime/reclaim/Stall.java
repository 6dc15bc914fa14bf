package io.nowait.runtime.reclaim;

import java.util.List;

/**
 * A reader that has been silent for long while others waited for it.
 *
 * @param thread its name
 * @param silentMillis how long, in milliseconds of the reclaimer's ticks
 * @param bytes bytes that wait, for it or for others
 * @param stack where it was when this was noticed; empty if it had just died
 */
public record Stall(String thread, long silentMillis, long bytes, List<StackTraceElement> stack) {
    private static final int FRAMES = 32;

    static Stall of(Thread thread, long silentNanos, long bytes) {
        StackTraceElement[] stack = stackOf(thread);
        return new Stall(
                thread.getName(),
                silentNanos / 1_000_000,
                bytes,
                List.of(stack).subList(0, Math.min(FRAMES, stack.length)));
    }

    private static StackTraceElement[] stackOf(Thread thread) {
        try {
            return thread.getStackTrace();
        } catch (RuntimeException | Error overridden) {
            return new StackTraceElement[0]; // an application's thread may do anything there
        }
    }

    /** The stall in words, with the stack. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        text.append("thread \"").append(thread).append("\" has announced no quiescent state for ");
        text.append(silentMillis).append(" ms; ");
        text.append(bytes).append(" bytes of freed memory wait, for it or for others");
        for (StackTraceElement frame : stack) {
            text.append(System.lineSeparator()).append("    at ").append(frame);
        }
        return text.toString();
    }
}
