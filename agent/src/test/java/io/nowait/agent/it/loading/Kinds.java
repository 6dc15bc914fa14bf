package io.nowait.agent.it.loading;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;

/** For child programs: methods that allocate from every kind of place in a class. */
public final class Kinds {
    private Kinds() {}

    /** In a constructor. */
    public static ByteBuffer constructor(int capacity) {
        return new Made(capacity).buffer;
    }

    /** In a static initialiser, when first called; always the same memory. */
    public static ByteBuffer initialiser(int capacity) {
        return Once.BUFFER.limit(capacity).slice();
    }

    /** In a lambda. */
    public static ByteBuffer lambda(int capacity) {
        IntFunction<ByteBuffer> function = size -> ByteBuffer.allocateDirect(size);
        return function.apply(capacity);
    }

    /** In methods of an interface. */
    public static ByteBuffer face(int capacity) {
        return new Face() {}.byDefault(capacity);
    }

    /** Through a method reference. */
    public static ByteBuffer reference(int capacity) {
        IntFunction<ByteBuffer> function = ByteBuffer::allocateDirect;
        return function.apply(capacity);
    }

    /** Through a serializable method reference, serialised and back. */
    public static ByteBuffer serializable(int capacity) throws Exception {
        IntFunction<ByteBuffer> function = (IntFunction<ByteBuffer> & Serializable) ByteBuffer::allocateDirect;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(function);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (ByteBuffer) ((IntFunction<?>) in.readObject()).apply(capacity);
        }
    }

    private static final class Made {
        final ByteBuffer buffer;

        Made(int capacity) {
            buffer = ByteBuffer.allocateDirect(capacity);
        }
    }

    private static final class Once {
        static final ByteBuffer BUFFER = ByteBuffer.allocateDirect(8192);
    }

    private interface Face {
        default ByteBuffer byDefault(int capacity) {
            return inPrivate(capacity);
        }

        private ByteBuffer inPrivate(int capacity) {
            return ByteBuffer.allocateDirect(capacity);
        }
    }
}
