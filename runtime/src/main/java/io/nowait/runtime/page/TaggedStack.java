package io.nowait.runtime.page;

import io.nowait.runtime.nullness.Nullable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A lock-free stack of runs, linked through the runs themselves.
 *
 * <p><b>Algorithm.</b> Treiber's stack ("Systems Programming: Coping with Parallelism", 1986). The head is one long: the
 * number of the top run below, a tag above that each change increments. A thread that read the head, looked at the top run
 * and was overtaken finds another tag and fails, also when the same run has meanwhile come back to the top.
 *
 * <p><b>Guarantees.</b> Any number of threads may push and pop. A run is popped by exactly one of them. What a thread did to
 * a run before it pushed it happens before what another does after it popped it: push and pop are volatile
 * compare-and-sets of the same word. Nothing is allocated.
 *
 * <p><b>Progress.</b> Lock-free: an attempt fails only when another succeeded.
 *
 * <p><b>Assumption.</b> No thread stops between reading the head and its compare-and-set for exactly a multiple of 2³²
 * changes that end with the same run on top.
 */
abstract class TaggedStack {
    private static final VarHandle HEAD;

    static {
        try {
            HEAD = MethodHandles.lookup().findVarHandle(TaggedStack.class, "head", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final long TAG = 1L << 32;
    private static final long ID_MASK = TAG - 1;

    final RunTable runs;

    @SuppressWarnings("unused") // through HEAD
    private long head;

    TaggedStack(RunTable runs) {
        this.runs = runs;
    }

    /** The number of what lies below this top. */
    abstract int below(Run top);

    /** Links a new top over what lies below; null below is the bottom. */
    abstract void link(Run top, @Nullable Run below);

    /** Counts what lies from this top to the bottom. */
    abstract int depth(Run top);

    /**
     * The head as it is now, for {@link #top} and {@link #popIf}. Acquire: pairs with the compare-and-set that set it, so
     * that the run's entry in the table and its fields are seen.
     */
    public final long head() {
        return (long) HEAD.getAcquire(this);
    }

    /** Whether a head, as read, stands for an empty stack. */
    public static boolean isEmpty(long head) {
        return (int) head == 0;
    }

    /** The top run of a head as read, or null if the stack is empty or the head is out of date. */
    public final @Nullable Run top(long head) {
        return isEmpty(head) ? null : runs.get((int) head);
    }

    /** Pops the top run if the head is still the one that was read. Whoever gets true owns the run. */
    public final boolean popIf(long head, Run top) {
        return HEAD.compareAndSet(this, head, next(head) | below(top));
    }

    /** Pops the top run, or returns null if there is none. */
    public final @Nullable Run pop() {
        while (true) {
            long head = head();
            if (isEmpty(head)) {
                return null;
            }
            Run top = runs.get((int) head);
            if (top != null && popIf(head, top)) {
                return top;
            }
        }
    }

    /**
     * Pushes a run that the caller owns. The compare-and-set is the last thing that it does: nothing can fail after it.
     *
     * @return the depth of the stack with it
     */
    public final int push(Run run) {
        while (true) {
            int depth = tryPush(run);
            if (depth > 0) {
                return depth;
            }
        }
    }

    /** Tries once to push a run that the caller owns: the depth of the stack with it, or 0 if overtaken. */
    public final int tryPush(Run run) {
        long head = head();
        Run below = top(head);
        if (below == null && !isEmpty(head)) {
            return 0;
        }
        link(run, below);
        int depth = depth(run);
        return replace(head, run) ? depth : 0;
    }

    /** About how many there are: exact when nobody else is at work on the stack. */
    public final int depth() {
        Run top = top(head());
        return top == null ? 0 : depth(top);
    }

    /** The tag of the head that follows, with no run yet. */
    private static long next(long head) {
        return (head & ~ID_MASK) + TAG;
    }

    final boolean replace(long head, @Nullable Run top) {
        return HEAD.compareAndSet(this, head, next(head) | (top == null ? 0 : top.id));
    }
}
