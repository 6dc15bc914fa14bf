package io.nowait.runtime;

import java.nio.ByteBuffer;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The operations, in types of the JDK's alone. */
final class Handed {
    private Handed() {}

    static Object[] over(Operations operations) {
        return new Object[] {
            new Enter(operations), new Retire(operations), new Synchronize(operations), new Barrier(operations)
        };
    }

    private record Enter(Operations operations) implements Supplier<AutoCloseable> {
        @Override
        public AutoCloseable get() {
            return operations.enter();
        }
    }

    private record Retire(Operations operations) implements Consumer<ByteBuffer> {
        @Override
        public void accept(ByteBuffer buffer) {
            operations.retire(buffer);
        }
    }

    private record Synchronize(Operations operations) implements Callable<Object> {
        @Override
        public Object call() throws InterruptedException {
            operations.synchronize();
            return this;
        }
    }

    private record Barrier(Operations operations) implements Callable<Object> {
        @Override
        public Object call() throws InterruptedException {
            operations.barrier();
            return this;
        }
    }
}
