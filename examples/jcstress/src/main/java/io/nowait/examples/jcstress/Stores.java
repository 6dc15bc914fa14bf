package io.nowait.examples.jcstress;

/** Stores to lines that are not in the writer's cache: what it stores next becomes visible late, as after real work. */
public final class Stores {
    private static final int LINE = 8;

    private final long[] lines = new long[8 * LINE];

    /** Makes them. */
    public void make() {
        for (int i = 0; i < lines.length; i += LINE) {
            lines[i] = 1;
        }
    }
}
