package io.nowait.agent.it.readers;

import io.nowait.agent.it.semantics.Check;
import java.io.IOException;
import java.nio.channels.Selector;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

/** A child program for JDKs that have virtual threads: those are readers in explicit sections only. */
public final class VirtualLoops {
    private VirtualLoops() {}

    /** Proves the claims. */
    public static void main(String[] none) throws Exception {
        Claims.prove(VirtualLoops.class);
    }

    @Claim
    static void aThreadThatSelectsIsNoReader() throws Exception {
        long before = Live.readers();
        Thread thread = startVirtual(() -> {
            try (Selector selector = Selector.open()) {
                for (Loop.Selecting way : Loops.ways().values()) {
                    selector.wakeup();
                    way.by(selector);
                }
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
            Check.that(Live.readers() == before, "a virtual thread is a reader");
        });
        thread.join();
        Check.that(Live.readers() == before, "a virtual thread has become a reader");
    }

    @Claim
    static void anExplicitSectionProtectsThroughAnUnmount() throws Exception {
        Shared shared = new Shared();
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        FutureTask<Boolean> use = new FutureTask<>(() -> {
            AutoCloseable section = Live.enter();
            entered.countDown();
            go.await(); // and unmounts
            Thread.sleep(20);
            boolean intact = shared.isIntact();
            section.close();
            return intact;
        });
        startVirtual(use);
        entered.await();
        shared.freeAndChurn();
        go.countDown();
        Check.that(use.get(), "lent again in a read section");
        shared.awaitReuse();
        Check.that(Live.readers() == 1, "not one reader for one section after another");
    }

    private static Thread startVirtual(Runnable action) throws ReflectiveOperationException {
        return (Thread)
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, action);
    }
}
