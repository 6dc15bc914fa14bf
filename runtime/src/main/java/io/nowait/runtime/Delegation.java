package io.nowait.runtime;

import io.nowait.runtime.nullness.Nullable;
import io.nowait.runtime.reclaim.GracePeriods;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * An application's own copy hands on to the agent's, which the boot loader has: two copies that each wait for their own readers only
 * would protect nothing. They share no type but the JDK's.
 */
final class Delegation implements Operations {
    private final Supplier<AutoCloseable> enter;
    private final Consumer<ByteBuffer> retire;
    private final Callable<?> synchronize;
    private final Callable<?> barrier;

    @SuppressWarnings("unchecked") // the contract of DeferredFree.operations
    private Delegation(Object[] operations) {
        enter = (Supplier<AutoCloseable>) operations[0];
        retire = (Consumer<ByteBuffer>) operations[1];
        synchronize = (Callable<?>) operations[2];
        barrier = (Callable<?>) operations[3];
    }

    /** Operations of the agent's copy if there is one, else of this one. */
    static Operations orOwn(GracePeriods grace) {
        Class<?> ofAgent = find();
        return ofAgent == null ? new OwnOperations(grace) : to(ofAgent);
    }

    private static @Nullable Class<?> find() {
        try {
            return Class.forName(DeferredFree.class.getName(), false, null);
        } catch (ClassNotFoundException noAgent) {
            return null;
        }
    }

    private static Delegation to(Class<?> ofAgent) {
        try {
            Object[] operations =
                    (Object[]) ofAgent.getMethod("operations", int.class).invoke(null, DeferredFree.version());
            return new Delegation(operations);
        } catch (InvocationTargetException refused) {
            throw new IllegalStateException("the nowait agent in this JVM is of another version", refused.getCause());
        } catch (ReflectiveOperationException | RuntimeException unknown) {
            throw new IllegalStateException("the nowait agent in this JVM is of another version", unknown);
        }
    }

    /** Operations of the agent's copy, which from now on also waits for the sections that are open in this one. */
    static Delegation from(OwnOperations own) {
        Class<?> ofAgent = find();
        if (ofAgent == null) {
            throw new IllegalStateException("there is no nowait agent in this JVM");
        }
        Delegation delegation = to(ofAgent);
        CountDownLatch standing = new CountDownLatch(1);
        Thread standIn = new Thread(null, new StandIn(delegation, own.grace(), standing), "nowait-handover", 0, false);
        standIn.setDaemon(true);
        standIn.setContextClassLoader(null);
        standIn.start();
        boolean interrupted = false;
        while (true) {
            try {
                standing.await();
                break;
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return delegation;
    }

    @Override
    public AutoCloseable enter() {
        return enter.get();
    }

    @Override
    public void retire(ByteBuffer buffer) {
        retire.accept(buffer);
    }

    @Override
    public void synchronize() throws InterruptedException {
        call(synchronize);
    }

    @Override
    public void barrier() throws InterruptedException {
        call(barrier);
    }

    private static void call(Callable<?> operation) throws InterruptedException {
        try {
            operation.call();
        } catch (RuntimeException | InterruptedException e) {
            throw e;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Is in a read section of the agent's copy as long as sections of this one are open that were so at the handover. */
    private static final class StandIn implements Runnable {
        private final Delegation delegation;
        private final GracePeriods own;
        private final CountDownLatch standing;

        StandIn(Delegation delegation, GracePeriods own, CountDownLatch standing) {
            this.delegation = delegation;
            this.own = own;
            this.standing = standing;
        }

        @Override
        public void run() {
            ReadSection section = new ReadSection(delegation.enter());
            standing.countDown();
            try {
                own.synchronize();
            } catch (InterruptedException unexpected) {
                return; // by whoever interrupts all threads there are; the section is this thread's, and ends with it
            }
            section.close();
        }
    }
}
