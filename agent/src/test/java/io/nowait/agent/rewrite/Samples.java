package io.nowait.agent.rewrite;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;

/** Compiled classes with every kind of site that the Java compiler makes. */
final class Samples {
    private Samples() {}

    static final class InMethod implements Callable<Object> {
        @Override
        public Object call() {
            return ByteBuffer.allocateDirect(10);
        }
    }

    static final class InConstructor implements Callable<Object> {
        private final ByteBuffer buffer;

        InConstructor() {
            buffer = ByteBuffer.allocateDirect(11);
        }

        @Override
        public Object call() {
            return buffer;
        }
    }

    static final class InStaticInitialiser implements Callable<Object> {
        private static final ByteBuffer BUFFER = ByteBuffer.allocateDirect(12);
        private static final IntFunction<ByteBuffer> LATER = ByteBuffer::allocateDirect;

        @Override
        public Object call() {
            return BUFFER.capacity() + LATER.apply(13).capacity();
        }
    }

    static final class InLambda implements Callable<Object> {
        @Override
        public Object call() throws Exception {
            Callable<ByteBuffer> lambda = () -> ByteBuffer.allocateDirect(14);
            return lambda.call();
        }
    }

    interface Face {
        default ByteBuffer inDefault() {
            return ByteBuffer.allocateDirect(15);
        }

        static ByteBuffer inStatic() {
            return ByteBuffer.allocateDirect(16);
        }
    }

    static final class InInterface implements Callable<Object>, Face {
        @Override
        public Object call() {
            return inDefault().capacity() + Face.inStatic().capacity();
        }
    }

    static final class AsReference implements Callable<Object> {
        @Override
        public Object call() {
            IntFunction<ByteBuffer> reference = ByteBuffer::allocateDirect;
            return reference.apply(17);
        }
    }

    interface SerializableFunction extends IntFunction<ByteBuffer>, Serializable {}

    static final class AsSerializableReference implements Callable<Object> {
        @Override
        public Object call() {
            SerializableFunction reference = ByteBuffer::allocateDirect;
            return reference;
        }
    }

    interface Marker {}

    static final class AsMarkedReference implements Callable<Object> {
        @Override
        public Object call() {
            IntFunction<ByteBuffer> reference = (IntFunction<ByteBuffer> & Marker) ByteBuffer::allocateDirect;
            return reference.apply(18);
        }
    }

    static final class ThroughHeir implements Callable<Object> {
        @Override
        public Object call() {
            return MappedByteBuffer.allocateDirect(19);
        }
    }

    static final class SeveralOnALine implements Callable<Object> {
        @Override
        public Object call() {
            return ByteBuffer.allocateDirect(20).compareTo(ByteBuffer.allocateDirect(21));
        }
    }

    static final class WithBranches implements Callable<Object> {
        @Override
        public Object call() {
            int sum = 0;
            for (int i = 0; i < 3; i++) {
                try {
                    sum += (i % 2 == 0 ? ByteBuffer.allocateDirect(i) : ByteBuffer.allocate(i)).capacity();
                    ByteBuffer.allocateDirect(-1);
                } catch (IllegalArgumentException negative) {
                    sum += 100;
                }
            }
            return sum;
        }
    }

    static final class Without implements Callable<Object> {
        @Override
        public Object call() {
            return ByteBuffer.allocate(22) + "allocateDirect";
        }
    }
}
