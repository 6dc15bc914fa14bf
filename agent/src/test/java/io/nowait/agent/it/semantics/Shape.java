package io.nowait.agent.it.semantics;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What can be asked of one fresh buffer. */
final class Shape {
    private static final Class<?> JDK_CLASS = ByteBuffer.allocateDirect(0).getClass();

    private Shape() {}

    /** Everything observable of a fresh buffer's state, in words; throws unless it is as specified. */
    static String describe(ByteBuffer buffer) {
        Check.that(buffer.order() == ByteOrder.BIG_ENDIAN, "order " + buffer.order());
        Check.that(buffer.position() == 0 && buffer.limit() == buffer.capacity(), buffer.toString());
        Check.that(buffer.isDirect() && !buffer.isReadOnly() && !buffer.hasArray(), "kind of " + buffer);
        Check.that(buffer.getClass() == JDK_CLASS, "class " + buffer.getClass());
        Pattern.checkZero(buffer);
        return buffer + " " + buffer.hashCode() + " " + buffer.order() + " " + buffer.isDirect() + buffer.isReadOnly()
                + buffer.hasArray() + (buffer instanceof Serializable) + " " + Check.outcome(buffer::array) + " "
                + Check.outcome(buffer::arrayOffset) + " " + Check.outcome(buffer::reset);
    }

    @Point
    static Map<Integer, String> freshBuffersLookLikeTheJdks() {
        Map<Integer, String> shapes = new TreeMap<>();
        for (int capacity : Sizes.TYPICAL) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(capacity);
            shapes.put(capacity, describe(buffer));
            Direct.free(buffer);
        }
        shapes.put(0, describe(ByteBuffer.allocateDirect(0)));
        return shapes;
    }

    @Point
    static String theClassIsTheJdksOwnWithItsSupertypes() {
        StringBuilder line = new StringBuilder();
        for (Class<?> type = ByteBuffer.allocateDirect(8192).getClass(); type != null; type = type.getSuperclass()) {
            line.append(type.getName())
                    .append(type.getModifiers())
                    .append(Arrays.toString(type.getInterfaces()))
                    .append(type.getModule())
                    .append(type.getClassLoader())
                    .append(' ');
        }
        return line.toString();
    }

    @Point
    static Map<Integer, String> negativeCapacityThrowsWhatTheJdkThrows() {
        Map<Integer, String> thrown = new TreeMap<>();
        for (int capacity : new int[] {-1, -2, -4096, -65536, Integer.MIN_VALUE}) {
            String outcome = Check.outcome(() -> ByteBuffer.allocateDirect(capacity));
            Check.that(outcome.startsWith("java.lang.IllegalArgumentException"), outcome);
            thrown.put(capacity, outcome);
        }
        return thrown;
    }

    @Point
    static String capacityZeroIsADistinctObjectEachTime() {
        ByteBuffer one = ByteBuffer.allocateDirect(0);
        ByteBuffer other = ByteBuffer.allocateDirect(0);
        Check.that(one != other && one.equals(other), one + " and " + other);
        return one + " " + Check.outcome(one::get) + " " + Check.outcome(() -> one.put((byte) 1)) + " "
                + Check.outcome(() -> one.get(0)) + " " + one.slice() + " " + one.asLongBuffer();
    }

    @Point
    static String itIsAMappedByteBufferWithoutAFile() {
        MappedByteBuffer buffer = (MappedByteBuffer) ByteBuffer.allocateDirect(8192);
        String line = buffer.isLoaded() + " " + (buffer.load() == buffer) + (buffer.force() == buffer) + " "
                + Check.outcome(() -> buffer.force(16, 32) == buffer) + " "
                + Check.outcome(() -> buffer.force(-1, 9999))
                + " " + buffer.slice() + buffer.slice(8, 16) + buffer.duplicate() + buffer.compact() + buffer.clear();
        Direct.free(buffer);
        return line;
    }

    @Point
    static String positionLimitAndMarkWork() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(5000);
        StringBuilder line = new StringBuilder();
        line.append(buffer.position(10).mark().position(20))
                .append(buffer.reset())
                .append(buffer.limit(15));
        line.append(buffer.putShort((short) 0x1234).flip())
                .append(buffer.rewind())
                .append(buffer.clear());
        line.append(Check.outcome(() -> buffer.position(5001))).append(Check.outcome(() -> buffer.limit(-1)));
        line.append(Check.outcome(() -> buffer.limit(3).getInt())).append(Check.outcome(() -> buffer.putInt(1)));
        line.append(Check.outcome(() -> buffer.getLong(1))).append(buffer.compact());
        Direct.free(buffer);
        return line.toString();
    }

    @Point
    static String equalsHashCodeAndCompareToGoByContent() {
        ByteBuffer one = Pattern.fill(ByteBuffer.allocateDirect(20000), 1);
        ByteBuffer same = Pattern.fill(ByteBuffer.allocateDirect(20000), 1);
        ByteBuffer other = Pattern.fill(ByteBuffer.allocateDirect(20000), 2);
        ByteBuffer heap = Pattern.fill(ByteBuffer.allocate(20000), 1);
        Check.that(one.equals(same) && one.equals(heap) && heap.equals(one) && !one.equals(other), "equality");
        String line = one.hashCode() + " " + heap.hashCode() + " " + one.compareTo(same) + " " + one.compareTo(other)
                + " " + one.mismatch(other) + " " + other.compareTo(heap) + " " + one;
        Direct.free(one);
        Direct.free(same);
        Direct.free(other);
        return line;
    }

    @Point
    static Map<Integer, String> theMemoryIsAlignedAsTheJdkAlignsIt() {
        Map<Integer, String> lines = new TreeMap<>();
        boolean pages = Boolean.getBoolean("semantics.pageAligned");
        for (int capacity : Sizes.TYPICAL) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(capacity);
            Check.that(buffer.alignmentOffset(0, 16) == 0, "16 byte alignment of " + buffer);
            Check.that(!pages || buffer.alignmentOffset(0, 4096) == 0, "page alignment of " + buffer);
            lines.put(
                    capacity,
                    buffer.alignmentOffset(3, 16) + " " + buffer.alignedSlice(8) + buffer.alignedSlice(16)
                            + Check.outcome(() -> buffer.alignmentOffset(0, 24))
                            + Check.outcome(() -> buffer.alignedSlice(0)));
            Direct.free(buffer);
        }
        return lines;
    }
}
