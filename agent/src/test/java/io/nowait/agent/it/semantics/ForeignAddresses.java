package io.nowait.agent.it.semantics;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Programs that write a buffer's {@code address} field, as lmdbjava and Cassandra do, free nobody else's memory. */
final class ForeignAddresses {
    private static final int CAPACITY = 16384;
    private static final long ADDRESS = offset("address");
    private static final long SIZE = offset("capacity");

    private ForeignAddresses() {}

    @Point
    static String freeingABufferThatPointsAtAnotherLeavesTheOther() throws InterruptedException {
        long before = Direct.settledCount();
        ByteBuffer victim = Pattern.fill(ByteBuffer.allocateDirect(CAPACITY), 1);
        for (int i = 0; i < 16; i++) {
            ByteBuffer thief = ByteBuffer.allocateDirect(CAPACITY);
            pointAt(thief, address(victim));
            Direct.free(thief);
            Direct.free(thief);
        }
        overwriteWhatIsFree();
        Pattern.check(victim, 1);
        Check.that(Direct.collectUntil(() -> Direct.POOL.getCount() == before + 1), "the others were not released");
        overwriteWhatIsFree();
        Pattern.check(victim, 1);
        Direct.free(victim);
        return String.valueOf(Direct.settledCount() - before);
    }

    @Point
    static String aFreedBufferThatPointsAtALiveOneLeavesIt() throws InterruptedException {
        long before = Direct.settledCount();
        ByteBuffer stale = ByteBuffer.allocateDirect(CAPACITY);
        Direct.free(stale);
        ByteBuffer victim = Pattern.fill(ByteBuffer.allocateDirect(CAPACITY), 2);
        pointAt(stale, address(victim));
        Direct.free(stale);
        overwriteWhatIsFree();
        Pattern.check(victim, 2);
        Direct.free(victim);
        return String.valueOf(Direct.settledCount() - before);
    }

    @Point
    static String aBufferThatPointsAtForeignMemoryIsFreedWithoutIt() throws Exception {
        long before = Direct.settledCount();
        long foreign = (long) unsafe("allocateMemory", long.class).invoke(Direct.UNSAFE, 2L * CAPACITY);
        for (int i = 0; i < 16; i++) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(CAPACITY);
            pointAt(buffer, foreign);
            unsafe("putInt", Object.class, long.class, int.class).invoke(Direct.UNSAFE, buffer, SIZE, 2 * CAPACITY);
            Pattern.fill(buffer, 3);
            Direct.free(buffer);
            overwriteWhatIsFree();
            Pattern.check(buffer, 3);
        }
        Check.that(Direct.collectUntil(() -> Direct.POOL.getCount() == before), "the buffers were not released");
        unsafe("freeMemory", long.class).invoke(Direct.UNSAFE, foreign);
        return String.valueOf(Direct.settledCount() - before);
    }

    @Point
    static String aHollowBufferAtALiveAddressOwnsNothing() throws Exception {
        long before = Direct.settledCount();
        ByteBuffer victim = Pattern.fill(ByteBuffer.allocateDirect(CAPACITY), 4);
        Method instantiate = unsafe("allocateInstance", Class.class);
        ByteBuffer hollow = (ByteBuffer) instantiate.invoke(Direct.UNSAFE, victim.getClass());
        pointAt(hollow, address(victim));
        String cleaner = String.valueOf(Cleaners.cleaner(hollow));
        Direct.free(hollow);
        overwriteWhatIsFree();
        Pattern.check(victim, 4);
        Direct.free(victim);
        return cleaner + " " + (Direct.settledCount() - before);
    }

    private static void overwriteWhatIsFree() {
        List<ByteBuffer> others = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            others.add(ByteBuffer.allocateDirect(CAPACITY));
        }
        others.forEach(Pattern::dirty);
        others.forEach(Direct::free);
    }

    private static long address(ByteBuffer buffer) {
        try {
            return (long) unsafe("getLong", Object.class, long.class).invoke(Direct.UNSAFE, buffer, ADDRESS);
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void pointAt(ByteBuffer buffer, long address) {
        try {
            unsafe("putLong", Object.class, long.class, long.class).invoke(Direct.UNSAFE, buffer, ADDRESS, address);
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static long offset(String field) {
        try {
            Method offset = unsafe("objectFieldOffset", Field.class);
            return (long) offset.invoke(Direct.UNSAFE, Buffer.class.getDeclaredField(field));
        } catch (ReflectiveOperationException failed) {
            throw new ExceptionInInitializerError(failed);
        }
    }

    private static Method unsafe(String name, Class<?>... parameters) throws ReflectiveOperationException {
        return Direct.UNSAFE.getClass().getMethod(name, parameters);
    }
}
