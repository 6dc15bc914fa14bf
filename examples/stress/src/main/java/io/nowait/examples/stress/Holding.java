package io.nowait.examples.stress;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One buffer an actor holds, or the only view left of one, with the holder's pattern in it. Belongs to one thread at a time;
 * the market hands it from one to the next.
 */
final class Holding {
    private final int capacity;
    private final Budget charged;
    private View view;
    private boolean doomed;
    private String holder = "nobody";
    private long key;

    /** Takes a fresh root buffer; {@link #stamp} comes next. */
    Holding(ByteBuffer root, Budget charged) {
        this.capacity = root.capacity();
        this.charged = charged;
        this.view = View.of(root);
    }

    /** Writes the holder's pattern; where only a read-only or int view is left, the former holder's pattern stays. */
    void stamp(String newHolder, long newKey) {
        if (view.fill(newKey)) {
            holder = newHolder;
            key = newKey;
        }
    }

    /** Checks all bytes still reachable. */
    Optional<Violation> checkAll() {
        return view.check(holder, key);
    }

    /** Checks through a random view. */
    Optional<Violation> checkSome(SplittableRandom random) {
        return view.look(random).check(holder, key);
    }

    /** Forgets the root and keeps a view; false if it was forgotten before or too much is doomed already. */
    boolean keepOnlyView(SplittableRandom random, Graveyard graveyard) {
        if (doomed || !graveyard.doom(root(), charged)) {
            return false;
        }
        doomed = true;
        view = view.look(random);
        return true;
    }

    /** Prepares to be dropped: afterwards only the collector can bring the memory back. */
    boolean doom(Graveyard graveyard) {
        doomed = doomed || graveyard.doom(root(), charged);
        return doomed;
    }

    /** Whether the root may be gone, so that the memory cannot be freed explicitly. */
    boolean isDoomed() {
        return doomed;
    }

    /** The root buffer of a holding that is not doomed. */
    ByteBuffer root() {
        if (doomed) {
            throw new IllegalStateException("the root is forgotten");
        }
        return (ByteBuffer) view.memory();
    }

    int capacity() {
        return capacity;
    }

    Budget charged() {
        return charged;
    }
}
