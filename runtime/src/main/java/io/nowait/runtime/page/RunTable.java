package io.nowait.runtime.page;

import io.nowait.runtime.nullness.Nullable;
import java.lang.invoke.VarHandle;

/**
 * Runs by number: what lets a stack's head hold a run and a tag in one word.
 *
 * <p>Written under the slabs' lock, read by anybody without. A reader has a number from a stack's head, which it read with
 * acquire and which was set after the run was entered here, so it finds that run or, when its look at the head is out of
 * date, null or a younger run of the same number; its compare-and-set on the head then fails.
 */
public final class RunTable {
    private static final int FIRST_CAPACITY = 1024;

    private Run[] runs = new Run[FIRST_CAPACITY];
    private int[] vacant = new int[FIRST_CAPACITY];
    private int vacancies;
    private int used = 1;

    /** The run of that number, or null if there is none now. */
    public @Nullable Run get(int id) {
        Run[] now = runs;
        return id < now.length ? now[id] : null;
    }

    /** Makes room for so many more runs, so that {@link #enter} and {@link #remove} cannot fail. */
    void ensureRoom(int more) {
        int needed = used + more;
        if (needed > runs.length) {
            int capacity = Math.max(needed, runs.length * 2);
            int[] moreVacant = new int[capacity];
            System.arraycopy(vacant, 0, moreVacant, 0, vacancies);
            Run[] moreRuns = new Run[capacity];
            System.arraycopy(runs, 0, moreRuns, 0, used);
            vacant = moreVacant;
            // Orders the copies before the array that holds them: readers take it without a lock.
            VarHandle.releaseFence();
            runs = moreRuns;
        }
    }

    /** Where the numbering stands, for {@link #rollBack}. */
    long mark() {
        return (long) used << 32 | vacancies;
    }

    /** Takes back the numbers given since the mark, none of which was entered or removed. */
    void rollBack(long mark) {
        used = (int) (mark >>> 32);
        vacancies = (int) mark;
    }

    int nextId() {
        return vacancies > 0 ? vacant[--vacancies] : used++;
    }

    void enter(Run run) {
        runs[run.id] = run;
    }

    void remove(Run run) {
        runs[run.id] = null;
        vacant[vacancies++] = run.id;
    }
}
