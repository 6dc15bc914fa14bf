package io.nowait.agent.it.semantics;

import java.lang.reflect.Method;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Every kind of view, and of views of views, that a program can make of a buffer. */
public final class ViewKind {
    private ViewKind() {}

    /** Views that are byte buffers themselves, which {@code invokeCleaner} refuses. */
    public static Map<String, Function<ByteBuffer, ByteBuffer>> ofBytes() {
        Map<String, Function<ByteBuffer, ByteBuffer>> kinds = new TreeMap<>();
        kinds.put("slice", ByteBuffer::slice);
        kinds.put("slice(8, n)", root -> root.slice(8, root.capacity() - 16));
        kinds.put("duplicate", ByteBuffer::duplicate);
        kinds.put("read-only", ByteBuffer::asReadOnlyBuffer);
        kinds.put("aligned slice", root -> root.alignedSlice(8));
        kinds.put("slice of duplicate", root -> root.duplicate().position(100).slice());
        kinds.put(
                "duplicate of slice of read-only",
                root -> root.asReadOnlyBuffer().slice(16, 512).duplicate());
        kinds.put("deep", root -> {
            ByteBuffer view = root;
            for (int depth = 0; depth < 20; depth++) {
                view = view.slice(1, view.capacity() - 1).duplicate();
            }
            return view;
        });
        if (Runtime.version().feature() >= 22) {
            kinds.put("buffer of segment", root -> segmentBuffer(segment(root)));
            kinds.put(
                    "slice of buffer of segment",
                    root -> segmentBuffer(segment(root)).slice(32, 64));
        }
        return kinds;
    }

    /** All views: buffers of every type, character sequences and, where the JDK has them, memory segments. */
    public static Map<String, Function<ByteBuffer, ?>> all() {
        Map<String, Function<ByteBuffer, ?>> kinds = new TreeMap<>(ofBytes());
        kinds.put("char", ByteBuffer::asCharBuffer);
        kinds.put("short", ByteBuffer::asShortBuffer);
        kinds.put("int", ByteBuffer::asIntBuffer);
        kinds.put("long", ByteBuffer::asLongBuffer);
        kinds.put("float", ByteBuffer::asFloatBuffer);
        kinds.put("double", ByteBuffer::asDoubleBuffer);
        kinds.put(
                "little-endian int", root -> root.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer());
        kinds.put("read-only char", root -> root.asCharBuffer().asReadOnlyBuffer());
        kinds.put("subsequence of char", root -> root.asCharBuffer().subSequence(3, 99));
        kinds.put("slice of int", root -> root.asIntBuffer().position(5).slice());
        kinds.put(
                "duplicate of long of slice",
                root -> root.slice().asLongBuffer().duplicate());
        kinds.put(
                "slice of double of read-only",
                root -> root.asReadOnlyBuffer().asDoubleBuffer().slice(2, 9));
        if (Runtime.version().feature() >= 22) {
            kinds.put("segment", ViewKind::segment);
            kinds.put("segment of slice", root -> segment(root.slice(64, 256)));
            kinds.put("segment of int", root -> segment(root.asIntBuffer()));
            kinds.put("slice of segment", root -> segmentSlice(segment(root)));
        }
        return kinds;
    }

    /** The content of a view, whatever its kind, as a checksum. */
    public static String content(Object view) {
        if (view instanceof ByteBuffer bytes) {
            return Pattern.sum(bytes);
        }
        if (view instanceof CharBuffer chars) {
            return chars.length() + " chars " + chars.toString().hashCode();
        }
        if (view instanceof Buffer elements) {
            return elements.getClass().getName() + elements + elements.hashCode();
        }
        return "segment " + Pattern.sum(segmentBuffer(view));
    }

    private static Object segment(Buffer buffer) {
        return call("ofBuffer", new Class<?>[] {Buffer.class}, null, buffer);
    }

    private static Object segmentSlice(Object segment) {
        return call("asSlice", new Class<?>[] {long.class, long.class}, segment, 24L, 1000L);
    }

    private static ByteBuffer segmentBuffer(Object segment) {
        return (ByteBuffer) call("asByteBuffer", new Class<?>[0], segment);
    }

    private static Object call(String name, Class<?>[] parameters, Object segment, Object... arguments) {
        try {
            Method method = Class.forName("java.lang.foreign.MemorySegment").getMethod(name, parameters);
            return method.invoke(segment, arguments);
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
