package io.nowait.runtime;

import io.nowait.runtime.nullness.Nullable;
import io.nowait.runtime.page.Jdk;
import io.nowait.runtime.page.Lease;
import io.nowait.runtime.reclaim.GracePeriods;
import io.nowait.runtime.reclaim.Reader;
import io.nowait.runtime.reserve.Pool;
import io.nowait.runtime.reserve.Refused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;
import jdk.internal.ref.Cleaner;

/**
 * What rewritten code calls, through a dispatcher in {@code java.nio} that every class loader can see.
 *
 * <p>Nothing here throws what the JDK would not have thrown: an error inside the pool is counted, and the JDK's own call or the
 * JDK's own answer takes its place. Until the pool is up, and after it has gone, all methods do what the JDK does.
 * Thread-safe.
 */
public final class Nowait {
    /** The pool, or null while there is none. Read racily: a pool's fields are final. */
    private static @Nullable Pool pool;

    /** The grace periods at which selector loops announce, or null at first. */
    private static @Nullable GracePeriods grace;

    /** Stands for the one native loop that a thread can run. */
    private static final Object NATIVE_LOOP = new Object();

    private Nowait() {}

    static void use(@Nullable Pool next) {
        pool = next;
    }

    /** Has selector loops announce from now on: before the pool opens, for what is retired at once then. */
    static void announceAt(GracePeriods next) {
        grace = next;
    }

    static @Nullable Pool pool() {
        return pool;
    }

    /**
     * A rewritten call of {@link ByteBuffer#allocateDirect}.
     *
     * @param site number of the call site
     * @return a buffer that cannot be told from the JDK's
     * @throws IllegalArgumentException as the JDK does, if the capacity is negative
     * @throws OutOfMemoryError as the JDK does
     */
    public static ByteBuffer allocateDirect(int capacity, int site) {
        Pool now = pool;
        if (now == null) {
            return countedWithoutPool(ByteBuffer.allocateDirect(capacity), site);
        }
        ByteBuffer lent = null;
        try {
            lent = now.lend(capacity, site);
        } catch (RuntimeException | Error e) {
            now.failed();
            rethrowIfStopped(e);
        }
        return lent != null ? lent : afterMiss(now, capacity, site, true);
    }

    /** The same for a site whose buffers live for ever: they are not pooled. */
    public static ByteBuffer bypass(int capacity, int site) {
        Pool now = pool;
        if (now == null) {
            return countedWithoutPool(ByteBuffer.allocateDirect(capacity), site);
        }
        return afterMiss(now, capacity, site, false);
    }

    private static ByteBuffer afterMiss(Pool now, int capacity, int site, boolean siteIsPooled) {
        ByteBuffer lent = null;
        try {
            lent = now.lendAfterMiss(capacity, site, Sites.context(site), siteIsPooled);
        } catch (Refused refused) {
            throw refused.error();
        } catch (RuntimeException | Error e) {
            now.failed();
            rethrowIfStopped(e);
        }
        return lent != null ? lent : ofJdk(now, capacity, site, siteIsPooled);
    }

    /** The JDK's own call, counted afterwards: only then is it known whether it stalled. */
    private static ByteBuffer ofJdk(Pool now, int capacity, int site, boolean siteIsPooled) {
        try {
            return ByteBuffer.allocateDirect(capacity);
        } finally {
            try {
                now.calledJdk(capacity, site, siteIsPooled);
            } catch (RuntimeException | Error e) {
                now.failed();
            }
        }
    }

    /** {@code Thread.stop}, which JDK 17 still has, is the application's doing and must reach it. By name: the class is going. */
    private static void rethrowIfStopped(Throwable e) {
        if (e instanceof Error stop && e.getClass().getName().equals("java.lang.ThreadDeath")) {
            throw stop;
        }
    }

    private static ByteBuffer countedWithoutPool(ByteBuffer buffer, int site) {
        try {
            Sites.countWithoutPool(site);
        } catch (RuntimeException | Error uncounted) {
            return buffer;
        }
        return buffer;
    }

    /**
     * Advice before {@code Unsafe.invokeCleaner}.
     *
     * @return whether that is all; false lets the JDK go on with a buffer that is none of ours
     */
    public static boolean free(@Nullable ByteBuffer buffer) {
        Pool now = pool;
        if (now == null || buffer == null) {
            return false;
        }
        try {
            return now.free(buffer);
        } catch (RuntimeException | Error e) {
            now.failed();
            rethrowIfStopped(e);
            return false;
        }
    }

    /** Advice in {@code DirectByteBuffer.cleaner()} when there is none: the cleaner of a lent root, else null. */
    public static @Nullable Cleaner cleaner(Object buffer) {
        Pool now = pool;
        if (now == null) {
            return null;
        }
        try {
            ByteBuffer root = (ByteBuffer) buffer;
            Lease lease = now.leaseOf(root);
            return lease == null ? null : Jdk.giveCleaner(root, now.ending(lease));
        } catch (RuntimeException | Error e) {
            // No cleaner could be made. The caller will use what it gets, and the collector's proof will end the lease.
            now.failed();
            return Jdk.spentCleaner();
        }
    }

    /**
     * Advice after each attempt of {@code Bits.reserveMemory} to reserve without waiting.
     *
     * @param reserved whether the JDK's attempt succeeded
     * @return true also if one succeeds after the pool has given up all that it does not lend
     */
    public static boolean reserve(boolean reserved, long size, long capacity) {
        Pool now = pool;
        if (now == null) {
            return reserved;
        }
        boolean got = reserved || reserveWithRoom(now, size, capacity);
        if (got) {
            stallEnds(now);
        }
        return got;
    }

    private static boolean reserveWithRoom(Pool now, long size, long capacity) {
        long waited = Long.MAX_VALUE;
        try {
            waited = now.stallBegins();
        } catch (RuntimeException | Error e) {
            now.failed(); // and it goes unseen
        }
        try {
            now.makeRoom(capacity, waited);
            return Jdk.tryReserve(size, capacity);
        } catch (RuntimeException | Error e) {
            now.failed();
            return false;
        }
    }

    /** Advice where {@code Bits.reserveMemory} throws: the direct limit has no room. */
    public static void reservationFailed() {
        Pool now = pool;
        if (now != null) {
            stallEnds(now);
        }
    }

    private static void stallEnds(Pool now) {
        try {
            now.stallEnds();
        } catch (RuntimeException | Error e) {
            now.failed();
        }
    }

    /** A rewritten call of {@link Selector#select()}. */
    public static int select(Selector selector) throws IOException {
        Reader reader = aboutToWait(selector);
        try {
            return selector.select();
        } finally {
            back(reader, selector);
        }
    }

    /** A rewritten call of {@link Selector#select(long)}. */
    public static int select(Selector selector, long timeout) throws IOException {
        Reader reader = aboutToWait(selector);
        try {
            return selector.select(timeout);
        } finally {
            back(reader, selector);
        }
    }

    /** A rewritten call of {@link Selector#selectNow()}. */
    public static int selectNow(Selector selector) throws IOException {
        pass(selector);
        return selector.selectNow();
    }

    /** A rewritten call of {@link Selector#select(Consumer)}. */
    public static int select(Selector selector, Consumer<SelectionKey> action) throws IOException {
        Reader reader = aboutToWait(selector);
        try {
            return selector.select(BackFirst.of(selector, action));
        } finally {
            back(reader, selector);
        }
    }

    /** A rewritten call of {@link Selector#select(Consumer, long)}. */
    public static int select(Selector selector, Consumer<SelectionKey> action, long timeout) throws IOException {
        Reader reader = aboutToWait(selector);
        try {
            return selector.select(BackFirst.of(selector, action), timeout);
        } finally {
            back(reader, selector);
        }
    }

    /** A rewritten call of {@link Selector#selectNow(Consumer)}. */
    public static int selectNow(Selector selector, Consumer<SelectionKey> action) throws IOException {
        pass(selector);
        return selector.selectNow(action);
    }

    /** Advice before a wait in native code, of which only this thread's matters. */
    public static void aboutToWait() {
        aboutToWait(NATIVE_LOOP);
    }

    /** Advice after it. */
    public static void back() {
        back(null, NATIVE_LOOP);
    }

    /** Advice before a worker of an executor waits for its next task. */
    public static void aboutToTakeTask() {
        aboutToWait(Reader.TASKS);
    }

    /** Advice when it has one, or ends. */
    public static void taskTaken() {
        back(null, Reader.TASKS);
    }

    private static @Nullable Reader aboutToWait(Object selector) {
        GracePeriods now = grace;
        if (now == null) {
            return null;
        }
        try {
            return now.aboutToWait(selector);
        } catch (RuntimeException | Error e) {
            announcingFailed(e);
            return null;
        }
    }

    /**
     * The thread is back from a wait.
     *
     * @param reader what {@link #aboutToWait(Object)} returned, or null
     */
    static void back(@Nullable Reader reader, Object selector) {
        GracePeriods now = grace;
        if (now != null) {
            try {
                now.back(reader, selector);
            } catch (RuntimeException | Error e) {
                announcingFailed(e);
            }
        }
    }

    private static void pass(Object selector) {
        GracePeriods now = grace;
        if (now != null) {
            try {
                now.pass(selector);
            } catch (RuntimeException | Error e) {
                announcingFailed(e);
            }
        }
    }

    private static void announcingFailed(Throwable e) {
        Pool now = pool;
        if (now != null) {
            now.failed();
        }
        rethrowIfStopped(e);
    }

    /** Direct buffers, as {@code BufferPoolMXBean} and JFR report them: the JDK's and those lent. */
    public static long bufferCount(long ofJdk) {
        Pool now = pool;
        return now == null ? ofJdk : Math.max(0, ofJdk + now.tally().total().liveBuffers());
    }

    /** Their capacity in bytes: the JDK's, less what the pool counts against the limit, and that of the buffers lent. */
    public static long totalCapacity(long ofJdk) {
        Pool now = pool;
        return now == null ? ofJdk : now.capacityShown();
    }

    /** The memory that they use, in bytes, reckoned as the JDK would for the buffers lent. */
    public static long memoryUsed(long ofJdk) {
        Pool now = pool;
        return now == null ? ofJdk : now.usedShown();
    }
}
