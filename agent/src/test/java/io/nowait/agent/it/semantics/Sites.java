package io.nowait.agent.it.semantics;

import java.nio.ByteBuffer;

/** Places of a class file where a call site can stand. */
final class Sites {
    private Sites() {}

    static class Constructor {
        final ByteBuffer buffer;

        Constructor(int capacity) {
            buffer = ByteBuffer.allocateDirect(capacity);
        }

        Constructor(ByteBuffer buffer) {
            this.buffer = buffer;
        }
    }

    static final class SuperArgument extends Constructor {
        SuperArgument(int capacity) {
            super(ByteBuffer.allocateDirect(capacity));
        }
    }

    static final class FieldInitialiser {
        private static int next;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(next);

        static ByteBuffer allocate(int capacity) {
            next = capacity;
            return new FieldInitialiser().buffer;
        }
    }

    interface OfInterface {
        static ByteBuffer inStatic(int capacity) {
            return ByteBuffer.allocateDirect(capacity);
        }

        default ByteBuffer inDefault(int capacity) {
            return ByteBuffer.allocateDirect(capacity);
        }

        default ByteBuffer throughPrivate(int capacity) {
            return inPrivate(capacity);
        }

        private ByteBuffer inPrivate(int capacity) {
            return ByteBuffer.allocateDirect(capacity);
        }
    }

    record OfRecord(int capacity) {
        ByteBuffer allocate() {
            return ByteBuffer.allocateDirect(capacity);
        }
    }

    enum OfEnum {
        ONLY {
            @Override
            ByteBuffer allocate(int capacity) {
                return ByteBuffer.allocateDirect(capacity);
            }
        };

        abstract ByteBuffer allocate(int capacity);
    }

    static final class Generic<T> {
        synchronized ByteBuffer allocate(T unused, int capacity) {
            return capacity == 0 ? ByteBuffer.allocateDirect(0) : ByteBuffer.allocateDirect(capacity);
        }
    }
}
