package io.nowait.runtime.reclaim;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A long that shares its cache line with nothing, not even through the prefetcher, which takes lines in pairs.
 *
 * <p>The padding is in classes above and below the value's, because the JVM lays out a superclass's fields first. Thread-safe;
 * the names of the methods say what each orders.
 */
class PaddedLong extends PaddedValue {
    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(PaddedValue.class, "value", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    long b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13, b14, b15;

    final long getAcquire() {
        return (long) VALUE.getAcquire(this);
    }

    final long getVolatile() {
        return (long) VALUE.getVolatile(this);
    }

    final long getOpaque() {
        return (long) VALUE.getOpaque(this);
    }

    final void setRelease(long next) {
        VALUE.setRelease(this, next);
    }

    /** Adds, and returns the sum; a full fence. */
    final long addAndGet(long more) {
        return (long) VALUE.getAndAdd(this, more) + more;
    }

    final boolean compareAndSet(long expected, long next) {
        return VALUE.compareAndSet(this, expected, next);
    }
}

/** The padding above the value. */
abstract class PaddingAbove {
    long a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15;
}

/** The value, for the handle in {@link PaddedLong} alone. */
abstract class PaddedValue extends PaddingAbove {
    volatile long value;
}
