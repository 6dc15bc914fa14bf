package io.nowait.agent.it.semantics;

import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/** What {@code sun.nio.ch.DirectBuffer} shows to programs that were given access to it. */
final class Cleaners {
    private static final int[] CAPACITIES = {0, 100, 4096, 20000, 65536, 1 << 20};

    private Cleaners() {}

    /** The buffer's JDK cleaner, or null. */
    static Object cleaner(ByteBuffer buffer) {
        return call("sun.nio.ch.DirectBuffer", "cleaner", buffer);
    }

    @Point
    static Map<Integer, String> aRootHasOneCleanerAndItsViewsNone() {
        Map<Integer, String> lines = new TreeMap<>();
        for (int capacity : CAPACITIES) {
            ByteBuffer root = ByteBuffer.allocateDirect(capacity);
            Object cleaner = cleaner(root);
            Check.that(cleaner != null && cleaner == cleaner(root), "a root's cleaner changed: " + cleaner);
            StringBuilder line = new StringBuilder(cleaner.getClass().getName());
            if (capacity >= 4096) {
                ViewKind.ofBytes().forEach((kind, view) -> line.append(' ').append(cleaner(view.apply(root))));
            }
            lines.put(capacity, line.toString());
            Direct.free(root);
        }
        return lines;
    }

    @Point
    static Map<Integer, String> theCleanerFreesOnce() throws InterruptedException {
        Map<Integer, String> lines = new TreeMap<>();
        Direct.settledCount();
        for (int capacity : CAPACITIES) {
            Delta delta = new Delta();
            ByteBuffer buffer = ByteBuffer.allocateDirect(capacity);
            Object cleaner = cleaner(buffer);
            clean(cleaner);
            String once = delta.toString();
            clean(cleaner);
            Direct.free(buffer);
            lines.put(capacity, once + " then " + delta);
        }
        return lines;
    }

    @Point
    static String aFreedBufferStillHasItsCleanerWhichDoesNothing() {
        int rounds = 0;
        for (int capacity : CAPACITIES) {
            ByteBuffer asked = ByteBuffer.allocateDirect(capacity);
            ByteBuffer never = ByteBuffer.allocateDirect(capacity);
            Object cleaner = cleaner(asked);
            Direct.free(asked);
            Direct.free(never);
            ByteBuffer holder = Pattern.fill(ByteBuffer.allocateDirect(capacity), 1);
            ByteBuffer other = Pattern.fill(ByteBuffer.allocateDirect(capacity), 2);
            Check.that(cleaner(asked) == cleaner, "the cleaner changed with the free");
            clean(cleaner);
            Check.that(cleaner(never) != null, "no cleaner after invokeCleaner");
            clean(cleaner(never));
            ByteBuffer late = ByteBuffer.allocateDirect(capacity);
            Pattern.dirty(late);
            Pattern.check(holder, 1);
            Pattern.check(other, 2);
            Direct.free(late);
            Direct.free(holder);
            Direct.free(other);
            rounds++;
        }
        return String.valueOf(rounds);
    }

    @Point
    static String aBufferWhoseCleanerWasAskedForIsReleasedWhenDropped() throws InterruptedException {
        long before = Direct.settledCount();
        Object[] cleaners = new Object[32];
        for (int i = 0; i < cleaners.length; i++) {
            cleaners[i] = cleaner(ByteBuffer.allocateDirect(16384));
        }
        Check.that(Direct.collectUntil(() -> Direct.POOL.getCount() == before), "not released under a held cleaner");
        ByteBuffer holder = Pattern.fill(ByteBuffer.allocateDirect(16384), 1);
        for (Object cleaner : cleaners) {
            clean(cleaner);
        }
        ByteBuffer other = ByteBuffer.allocateDirect(16384);
        Pattern.dirty(other);
        Pattern.check(holder, 1);
        Direct.free(other);
        Direct.free(holder);
        return String.valueOf(Direct.POOL.getCount() - before);
    }

    @Point
    static String anAttachmentIsTheRootOfAViewAndNoneOfARoot() {
        StringBuilder line = new StringBuilder();
        for (int capacity : new int[] {100, 16384}) {
            ByteBuffer root = ByteBuffer.allocateDirect(capacity);
            line.append(attachment(root)).append(attachment(root.slice()) == root);
            line.append(attachment(root.duplicate().slice().asReadOnlyBuffer()) == root);
            long address = (long) call("sun.nio.ch.DirectBuffer", "address", root);
            long ofSlice = (long) call("sun.nio.ch.DirectBuffer", "address", root.slice(10, 20));
            line.append(ofSlice - address).append(address % 16).append(' ');
            Direct.free(root);
        }
        return line.toString();
    }

    private static Object attachment(ByteBuffer buffer) {
        return call("sun.nio.ch.DirectBuffer", "attachment", buffer);
    }

    private static void clean(Object cleaner) {
        call(cleaner.getClass().getName(), "clean", cleaner);
    }

    private static Object call(String type, String name, Object receiver) {
        try {
            Method method = Class.forName(type).getMethod(name);
            return method.invoke(receiver);
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
