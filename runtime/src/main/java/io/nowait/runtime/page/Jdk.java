package io.nowait.runtime.page;

import io.nowait.runtime.nullness.Nullable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import jdk.internal.misc.Unsafe;
import jdk.internal.misc.VM;
import jdk.internal.ref.Cleaner;

/**
 * What nowait needs of the JDK's internals; they are named nowhere else.
 *
 * <p>Needs {@code java.nio}, {@code java.lang}, {@code jdk.internal.misc}, {@code jdk.internal.ref} and {@code sun.nio.ch}
 * opened to this module, which the agent does. If anything is missing, initialisation fails with an
 * {@link ExceptionInInitializerError} that names it, and nothing is pooled. Checked against JDK 17 and 25. Thread-safe.
 */
public final class Jdk {
    private static final Unsafe UNSAFE = Unsafe.getUnsafe();
    private static final long ADDRESS = UNSAFE.objectFieldOffset(Buffer.class, "address");
    private static final long CLEANER;
    private static final MethodHandle NEW_ROOT;
    private static final MethodHandle TRY_RESERVE;
    private static final MethodHandle CARRIER;
    private static final MethodHandle THREAD_NUMBER;
    private static final AtomicLong RESERVED;
    private static final AtomicLong CAPACITY;
    private static final AtomicLong COUNT;
    private static final long THUNK = UNSAFE.objectFieldOffset(Cleaner.class, "thunk");
    private static final long QUEUE = UNSAFE.objectFieldOffset(Reference.class, "queue");

    /** What the cleaner of a buffer of {@link ByteBuffer#allocateDirect} runs; that of a mapped file runs another. */
    private static final Class<?> DEALLOCATOR;

    private static final Object GIVING_CLEANERS = new Object();

    /** A cleaner that has run: what a freed buffer shows. */
    private static final Cleaner SPENT;

    static {
        try {
            ByteBuffer sample = ByteBuffer.allocateDirect(0);
            Class<?> root = sample.getClass();
            MethodHandles.Lookup nio = MethodHandles.privateLookupIn(root, MethodHandles.lookup());
            NEW_ROOT =
                    rootConstructor(nio, root).asType(MethodType.methodType(ByteBuffer.class, long.class, int.class));
            CLEANER = UNSAFE.objectFieldOffset(root, "cleaner");
            Cleaner ofSample = (Cleaner) UNSAFE.getReference(sample, CLEANER);
            DEALLOCATOR = UNSAFE.getReference(ofSample, THUNK).getClass();
            ofSample.clean();
            Class<?> bits = nio.findClass("java.nio.Bits");
            MethodHandles.Lookup inBits = MethodHandles.privateLookupIn(bits, MethodHandles.lookup());
            TRY_RESERVE = inBits.findStatic(
                    bits, "tryReserveMemory", MethodType.methodType(boolean.class, long.class, long.class));
            RESERVED = counter(inBits, bits, "RESERVED_MEMORY");
            CAPACITY = counter(inBits, bits, "TOTAL_CAPACITY");
            COUNT = counter(inBits, bits, "COUNT");
            SPENT = Cleaner.create(GIVING_CLEANERS, new Nothing());
            SPENT.clean();
            MethodHandles.Lookup lang = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
            CARRIER = currentCarrier(lang);
            THREAD_NUMBER = lang.findGetter(Thread.class, "tid", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Jdk() {}

    /** The constructor behind JNI's {@code NewDirectByteBuffer}; its capacity was an int once and is a long now. */
    private static MethodHandle rootConstructor(MethodHandles.Lookup nio, Class<?> root)
            throws ReflectiveOperationException {
        try {
            return nio.findConstructor(root, MethodType.methodType(void.class, long.class, long.class));
        } catch (NoSuchMethodException older) {
            return nio.findConstructor(root, MethodType.methodType(void.class, long.class, int.class));
        }
    }

    /** Before virtual threads, each thread carries itself. */
    private static MethodHandle currentCarrier(MethodHandles.Lookup lang) throws ReflectiveOperationException {
        MethodType type = MethodType.methodType(Thread.class);
        try {
            return lang.findStatic(Thread.class, "currentCarrierThread", type);
        } catch (NoSuchMethodException older) {
            return lang.findStatic(Thread.class, "currentThread", type);
        }
    }

    private static final class Nothing implements Runnable {
        @Override
        public void run() {}
    }

    /** The cleaner of a root that has been freed: {@code clean()} does nothing. */
    public static Cleaner spentCleaner() {
        return SPENT;
    }

    private static AtomicLong counter(MethodHandles.Lookup inBits, Class<?> bits, String name)
            throws ReflectiveOperationException {
        MethodHandle getter = inBits.findStaticGetter(bits, name, AtomicLong.class);
        try {
            return (AtomicLong) getter.invokeExact();
        } catch (Throwable e) {
            throw new ReflectiveOperationException(name, e);
        }
    }

    /**
     * A root buffer over memory that is not its own: the JDK's class, no cleaner, no attachment, so that every view of it
     * is attached to it and nothing tells it from one of {@link ByteBuffer#allocateDirect} (FACTS: views attach to the root).
     */
    public static ByteBuffer newRoot(long address, int capacity) {
        try {
            return (ByteBuffer) NEW_ROOT.invokeExact(address, capacity);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    /**
     * Gives a root that nobody else has seen a cleaner with that thunk. The JDK does not know of it: to register it would take a lock
     * that all threads share. So it runs if somebody calls {@code clean()}, and never else.
     */
    public static void setThunk(ByteBuffer root, Runnable thunk) {
        Cleaner cleaner;
        try {
            cleaner = (Cleaner) UNSAFE.allocateInstance(Cleaner.class);
        } catch (InstantiationException impossible) {
            throw new IllegalStateException(impossible);
        }
        UNSAFE.putReference(cleaner, QUEUE, UNSAFE.getReference(SPENT, QUEUE));
        UNSAFE.putReference(cleaner, THUNK, thunk);
        UNSAFE.putReference(root, CLEANER, cleaner);
    }

    /** What the cleaner of a root runs, the JDK's own too; null if it is no root, or has none. */
    public static @Nullable Object thunk(ByteBuffer buffer) {
        if (!buffer.isDirect()) {
            return null;
        }
        Object cleaner = UNSAFE.getReference(buffer, CLEANER);
        return cleaner == null ? null : UNSAFE.getReference(cleaner, THUNK);
    }

    /** Sets where the memory of a root begins that nobody else has seen. */
    public static void setAddress(ByteBuffer root, long address) {
        UNSAFE.putLong(root, ADDRESS, address);
    }

    /** Where a buffer's field says that its memory begins; for a heap buffer a small number. */
    public static long address(Buffer buffer) {
        return UNSAFE.getLong(buffer, ADDRESS);
    }

    /** Gives a root that has been freed a spent cleaner, as a freed buffer of the JDK has, unless it has one of its own. */
    public static void markFreed(ByteBuffer root) {
        if (UNSAFE.getReference(root, CLEANER) == null) {
            UNSAFE.putReference(root, CLEANER, SPENT);
        }
    }

    /** Whether the buffer is a root that {@link #markFreed} has marked. */
    public static boolean isMarkedFreed(ByteBuffer buffer) {
        return buffer.isDirect() && UNSAFE.getReference(buffer, CLEANER) == SPENT;
    }

    /** Whether the buffer is one of {@link ByteBuffer#allocateDirect}, with memory of its own. */
    public static boolean isOfJdk(ByteBuffer buffer) {
        if (!buffer.isDirect()) {
            return false;
        }
        Cleaner cleaner = (Cleaner) UNSAFE.getReference(buffer, CLEANER);
        return cleaner != null
                && cleaner != SPENT
                && UNSAFE.getReference(cleaner, THUNK).getClass() == DEALLOCATOR;
    }

    /** Whether the buffer is a root with a cleaner, which {@link #clean} will run. */
    public static boolean hasCleaner(ByteBuffer buffer) {
        return buffer.isDirect() && UNSAFE.getReference(buffer, CLEANER) != null;
    }

    /** Frees a buffer that has a cleaner; does nothing if that has been done. */
    public static void clean(ByteBuffer buffer) {
        Cleaner cleaner = (Cleaner) UNSAFE.getReference(buffer, CLEANER);
        if (cleaner != null) { // or the application has cleared the field meanwhile
            cleaner.clean();
        }
    }

    /**
     * Frees a buffer as an application does.
     *
     * @throws IllegalArgumentException if it is a view, or not direct
     */
    public static void invokeCleaner(ByteBuffer buffer) {
        UNSAFE.invokeCleaner(buffer);
    }

    /** Fills memory with one byte. At most 1 MiB a call: a safepoint waits for it. */
    public static void fill(long address, int bytes, byte value) {
        UNSAFE.setMemory(address, bytes, value);
    }

    /** The byte at an address. */
    public static byte byteAt(long address) {
        return UNSAFE.getByte(address);
    }

    /**
     * Gives a root a JDK cleaner, for callers of {@code DirectBuffer.cleaner()}; the same one if two threads ask.
     *
     * @param thunk runs once, at {@code clean()} or when the root is no longer reachable; must never throw, which would
     *     end the process
     */
    public static Cleaner giveCleaner(ByteBuffer root, Runnable thunk) {
        synchronized (GIVING_CLEANERS) {
            Cleaner present = (Cleaner) UNSAFE.getReferenceVolatile(root, CLEANER);
            if (present == null) {
                present = Cleaner.create(root, thunk);
                UNSAFE.putReferenceVolatile(root, CLEANER, present);
            }
            return present;
        }
    }

    /**
     * Counts bytes against the direct limit if there is room, without waiting: what {@code Bits.tryReserveMemory} does, but for
     * its count of buffers. Ours are counted when that number is read.
     */
    public static boolean tryReserve(long bytes) {
        if (!tryCountCapacity(bytes)) {
            return false;
        }
        countBytes(bytes);
        return true;
    }

    /**
     * The first step of {@code Bits.tryReserveMemory}: counts a capacity if the direct limit has room for it. Its effect is the last
     * thing that it does, as with the other steps, so that an error means that there was none.
     */
    public static boolean tryCountCapacity(long capacity) {
        while (true) {
            long total = CAPACITY.get();
            if (capacity > directLimit() - total) {
                return false;
            }
            if (CAPACITY.compareAndSet(total, total + capacity)) {
                return true;
            }
        }
    }

    /** Takes back what {@link #tryCountCapacity} counted. */
    public static void uncountCapacity(long capacity) {
        CAPACITY.addAndGet(-capacity);
    }

    /** The second step: adds to the bytes that direct buffers use. */
    public static void countBytes(long bytes) {
        RESERVED.addAndGet(bytes);
    }

    /** The third step: adds to the number of direct buffers. */
    public static void countBuffers(long buffers) {
        COUNT.addAndGet(buffers);
    }

    /** The JDK's own attempt, which does not wait: whether there was room for a buffer of that size and capacity. */
    public static boolean tryReserve(long size, long capacity) {
        try {
            return (boolean) TRY_RESERVE.invokeExact(size, capacity);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    /** Takes bytes back that {@link #tryReserve(long)} counted. */
    public static void unreserve(long bytes) {
        countBytes(-bytes);
        uncountCapacity(bytes);
    }

    /** The error of {@code Bits.reserveMemory} for a buffer that finds no room under the direct limit. */
    public static OutOfMemoryError noRoom(int capacity) {
        StringBuilder text = new StringBuilder("Cannot reserve ");
        text.append(Math.max(1L, (long) capacity + alignmentSlack()));
        text.append(" bytes of direct buffer memory (allocated: ").append(totalReserved());
        text.append(", limit: ").append(directLimit()).append(')');
        return new OutOfMemoryError(text.toString());
    }

    /** Bytes that count against the direct limit, whoever holds them. */
    public static long totalCapacity() {
        return CAPACITY.get();
    }

    /** Bytes that the JDK takes for used by direct buffers, whoever holds them. */
    public static long totalReserved() {
        return RESERVED.get();
    }

    /** Direct buffers that the JDK knows of, whoever holds them. */
    public static long totalBuffers() {
        return COUNT.get();
    }

    /** The direct limit of this JVM, in bytes. */
    public static long directLimit() {
        return VM.maxDirectMemory();
    }

    /** Bytes by which the JDK enlarges each buffer under {@code -XX:+PageAlignDirectMemory}; otherwise 0. */
    public static int alignmentSlack() {
        return VM.isDirectMemoryPageAligned() ? UNSAFE.pageSize() : 0;
    }

    /**
     * Native memory, not zeroed.
     *
     * @throws OutOfMemoryError if there is none
     */
    public static long allocate(long bytes) {
        return UNSAFE.allocateMemory(bytes);
    }

    /** Frees what {@link #allocate} gave. */
    public static void free(long address) {
        UNSAFE.freeMemory(address);
    }

    /** Zeroes memory. At most 1 MiB a call: a safepoint waits for it. */
    public static void zero(long address, int bytes) {
        UNSAFE.setMemory(address, bytes, (byte) 0);
    }

    /** The platform thread that runs the caller: itself, or the carrier of the current virtual thread. */
    public static Thread carrier() {
        try {
            return (Thread) CARRIER.invokeExact();
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    /** The thread's number. Not {@code getId()}, which a subclass may override before JDK 19. */
    public static long threadNumber(Thread thread) {
        try {
            return (long) THREAD_NUMBER.invokeExact(thread);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    /** Rethrows what an invocation of a handle threw: an unchecked exception or error, for no handle here throws others. */
    private static RuntimeException rethrown(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) e;
    }
}
