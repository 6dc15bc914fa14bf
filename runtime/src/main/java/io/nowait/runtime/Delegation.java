package io.nowait.runtime;

import io.nowait.runtime.nullness.Nullable;
import io.nowait.runtime.reclaim.GracePeriods;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * An application's own copy hands on to the agent's, which the boot loader has: two copies that each wait for their own readers only
 * would protect nothing. They share no type but the JDK's.
 *
 * <p>Public, as are {@link Operations}, for a copy of which only {@link DeferredFree} had been loaded when the agent came: it finds
 * the others in the agent's, and must be let in. No part of the interface for applications.
 */
public final class Delegation implements Operations {
    /** What the agent defines last: before, its copy may lack classes, or the JDK may not be open to it. Part of the contract. */
    private static final String LAST_DEFINED = "java.nio.NowaitDispatcher";

    private static final long LONGEST_WAIT_NANOS = 5_000_000_000L;

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

    /** Whether a class is the agent's. */
    public static boolean isAgents(Class<?> type) {
        return type.getClassLoader() == null;
    }

    /** Whether these are the operations of a copy that has found no agent. */
    public static boolean isOwn(Operations operations) {
        return operations instanceof OwnOperations;
    }

    /**
     * Operations of the agent's copy if there is one, else of the caller's; if the two are of different versions, none.
     *
     * @param loader the caller's
     */
    public static Operations orOwn(ClassLoader loader) {
        boolean complete = Loaded.completely(loader);
        if (complete && find(LAST_DEFINED) == null) {
            return new OwnOperations(new GracePeriods(new PublicNumbers()));
        }
        if (!complete) {
            awaitAgent();
        }
        try {
            return toAgent();
        } catch (IllegalStateException otherVersion) {
            return new Refusal(otherVersion);
        }
    }

    /** The agent is defining its copy on another thread, and some classes of this one cannot be had any more. */
    private static void awaitAgent() {
        long began = System.nanoTime();
        while (find(LAST_DEFINED) == null && System.nanoTime() - began < LONGEST_WAIT_NANOS) {
            LockSupport.parkNanos(100_000);
        }
    }

    /**
     * Operations of the agent's copy.
     *
     * @throws IllegalStateException if there is no agent, or its version is another
     */
    static Delegation toAgent() {
        Class<?> ofAgent = find(DeferredFree.class.getName());
        if (ofAgent == null) {
            throw new IllegalStateException("the boot loader has no " + DeferredFree.class.getName()
                    + ": no nowait agent, or one that is older than version " + DeferredFree.version());
        }
        try {
            return new Delegation(
                    (Object[]) ofAgent.getMethod("operations", int.class).invoke(null, DeferredFree.version()));
        } catch (InvocationTargetException refused) {
            throw otherVersion(refused.getCause());
        } catch (ReflectiveOperationException | RuntimeException unknown) {
            throw otherVersion(unknown);
        }
    }

    private static IllegalStateException otherVersion(@Nullable Throwable cause) {
        return new IllegalStateException(
                "the nowait agent in this JVM does not know version " + DeferredFree.version()
                        + " of the contract, which the application's own copy of its runtime speaks: " + cause,
                cause);
    }

    private static @Nullable Class<?> find(String name) {
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException absent) {
            return null;
        }
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
}
