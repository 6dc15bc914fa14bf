package io.nowait.agent.it.readers;

import io.nowait.agent.it.readers.Loop.Selecting;
import io.nowait.agent.it.semantics.Check;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/** A child program: which threads freed memory waits for, and for how long. */
public final class Loops {
    private static final long LONG_MILLIS = 100_000;
    private static final Consumer<SelectionKey> NOTHING = key -> {};

    private Loops() {}

    /** Proves the claims. */
    public static void main(String[] none) throws Exception {
        Claims.prove(Loops.class);
    }

    /** A function that selects. */
    @FunctionalInterface
    private interface SelectFunction {
        int apply(Selector selector) throws IOException;
    }

    static Map<String, Selecting> ways() {
        Map<String, Selecting> ways = new LinkedHashMap<>();
        ways.put("select()", selector -> selector.select());
        ways.put("select(long)", selector -> selector.select(LONG_MILLIS));
        ways.put("select(Consumer)", selector -> selector.select(NOTHING));
        ways.put("select(Consumer, long)", selector -> selector.select(NOTHING, LONG_MILLIS));
        ways.put("selectNow()", selector -> selector.selectNow());
        ways.put("selectNow(Consumer)", selector -> selector.selectNow(NOTHING));
        ways.put("selector::select", Loops::throughBoundReference);
        SelectFunction unbound = Selector::selectNow;
        ways.put("Selector::selectNow", selector -> unbound.apply(selector));
        return ways;
    }

    private static void throughBoundReference(Selector selector) throws IOException {
        Callable<Integer> bound = selector::select;
        try {
            bound.call();
        } catch (IOException | RuntimeException thrown) {
            throw thrown;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Claim
    static void aThreadThatNeverSelectsIsNotWaitedFor() throws Exception {
        Live.awaitReaders(0);
        Shared shared = new Shared();
        CountDownLatch end = new CountDownLatch(1);
        FutureTask<Boolean> use = new FutureTask<>(() -> {
            end.await();
            return shared.isIntact();
        });
        new Thread(use).start();
        shared.freeAndChurn();
        end.countDown();
        Check.that(!use.get(), "not lent again although nobody announces: the other claims prove nothing");
    }

    @Claim
    static void everyWayToSelectMakesItsThreadAReader() throws Exception {
        allAreProtected(false);
    }

    @Claim
    static void aSelectorThatHandsOnToAnotherCountsOnce() throws Exception {
        allAreProtected(true);
    }

    private static void allAreProtected(boolean handOn) throws Exception {
        Live.awaitReaders(0);
        List<Loop> loops = new ArrayList<>();
        for (Map.Entry<String, Selecting> way : ways().entrySet()) {
            Selector selector = handOn ? new Delegating(Selector.open()) : Selector.open();
            Loop loop = new Loop(way.getKey(), way.getValue(), selector);
            loops.add(loop);
            loop.call(() -> null);
            Live.awaitReaders(loops.size());
        }
        for (Loop loop : loops) {
            loop.protectsItsIterations();
            loop.close();
        }
        Live.awaitReaders(0);
    }

    @Claim
    static void aSelectorOfItsProvidersTypeCountsToo() throws Exception {
        AbstractSelector selector = SelectorProvider.provider().openSelector();
        try (Loop loop = new Loop("abstract", same -> selector.select(), selector)) {
            loop.call(() -> null);
            Live.awaitReaders(1);
            loop.protectsItsIterations();
        }
        Live.awaitReaders(0);
    }

    @Claim
    static void whatASelectorsActionUsesStaysUntilTheNextSelect() throws Exception {
        for (String way : new String[] {"select", "select until", "select now"}) {
            Live.awaitReaders(0);
            Actions actions = new Actions(way);
            actions.prove();
            actions.thread.join();
        }
        Live.awaitReaders(0);
    }

    /** A select whose action is called for two keys; each uses a buffer, and so does what follows the select. */
    private static final class Actions implements Runnable {
        private final String way;
        private final Selector selector = Selector.open();
        private final Shared[] shared = {new Shared(), new Shared()};
        private final CountDownLatch[] reached = latches();
        private final CountDownLatch[] passed = latches();
        private final Thread thread = new Thread(this);
        private volatile String wrong = "";
        private int called;

        Actions(String way) throws IOException, InterruptedException {
            this.way = way;
            for (int i = 0; i < 2; i++) {
                Pipe pipe = Pipe.open();
                pipe.sink().write(ByteBuffer.wrap(new byte[1]));
                pipe.source().configureBlocking(false);
                pipe.source().register(selector, SelectionKey.OP_READ);
            }
        }

        private static CountDownLatch[] latches() {
            return new CountDownLatch[] {new CountDownLatch(1), new CountDownLatch(1), new CountDownLatch(1)};
        }

        void prove() throws InterruptedException {
            thread.start();
            // In the first key's action: it uses both.
            reached[0].await();
            shared[0].freeAndChurn();
            passed[0].countDown();
            // In the second key's action.
            reached[1].await();
            shared[1].freeAndChurn();
            passed[1].countDown();
            // After the select.
            reached[2].await();
            Shared.churn();
            passed[2].countDown();
            shared[0].awaitReuse();
            shared[1].awaitReuse();
            Check.that(wrong.isEmpty(), way + ":" + wrong);
        }

        @Override
        public void run() {
            try {
                selector.selectNow(); // a reader from here on
                switch (way) {
                    case "select" -> selector.select(this::use);
                    case "select until" -> selector.select(this::use, LONG_MILLIS);
                    default -> selector.selectNow(this::use);
                }
                pass(2);
                look("after the select");
                selector.selectNow();
            } catch (IOException failed) {
                wrong += failed;
            }
        }

        private void use(SelectionKey key) {
            pass(called);
            called++;
            look("in action " + called);
        }

        private void pass(int point) {
            reached[point].countDown();
            try {
                passed[point].await();
            } catch (InterruptedException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        private void look(String where) {
            for (int i = 0; i < 2; i++) {
                if (!shared[i].isIntact()) {
                    wrong += " buffer " + i + " lent again " + where;
                }
            }
        }
    }

    @Claim
    static void aThreadThatParksWithinAnIterationIsWaitedFor() throws Exception {
        try (Loop loop = new Loop("parking", Selector::select)) {
            loop.call(() -> null);
            Shared shared = new Shared();
            Loop.Use use = loop.use(shared);
            shared.freeAndChurn();
            Live.await("parked", () -> loop.thread().getState() == Thread.State.WAITING);
            for (int round = 0; round < 5; round++) {
                Thread.sleep(50);
                Shared.churn();
                Check.that(Live.memory("retired") > 0, "nothing waits for a parked thread");
            }
            Check.that(use.end(), "lent again under a parked thread");
            shared.awaitReuse();
        }
        Live.awaitReaders(0);
    }

    @Claim
    static void aSecondSelectorWithinAnIterationEndsNothing() throws Exception {
        try (Loop loop = new Loop("two selectors", Selector::select);
                Selector second = Selector.open()) {
            loop.call(() -> null);
            Shared shared = new Shared();
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch freed = new CountDownLatch(1);
            CountDownLatch selected = new CountDownLatch(1);
            CountDownLatch churned = new CountDownLatch(1);
            FutureTask<Boolean> intact = loop.submit(() -> {
                begun.countDown();
                freed.await();
                second.selectNow();
                second.select(20);
                second.select(NOTHING, 20);
                try (Selector third = Selector.open()) {
                    third.select(20);
                }
                selected.countDown();
                churned.await();
                return shared.isIntact();
            });
            begun.await();
            // By this thread, to which the memory would come back.
            shared.freeAndChurn();
            freed.countDown();
            selected.await();
            for (int round = 0; round < 10; round++) {
                Thread.sleep(20);
                Shared.churn();
            }
            churned.countDown();
            Check.that(intact.get(), "lent again after a second selector's select");
            shared.awaitReuse();
            loop.protectsItsIterations();
        }
        Live.awaitReaders(0);
    }

    @Claim
    static void aThreadIsProtectedAfterASelectThatThrew() throws Exception {
        Map<String, Selecting> ways = ways();
        ways.put("null action", selector -> selector.select((Consumer<SelectionKey>) null));
        for (Map.Entry<String, Selecting> way : ways.entrySet()) {
            boolean closed = !way.getKey().equals("null action");
            Shared shared = new Shared();
            CountDownLatch thrown = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            Selector first = Selector.open();
            FutureTask<Boolean> use = new FutureTask<>(() -> {
                if (closed) {
                    first.close();
                }
                try {
                    way.getValue().by(first);
                    throw new AssertionError("nothing thrown by " + way.getKey());
                } catch (ClosedSelectorException | NullPointerException expected) {
                    thrown.countDown();
                }
                go.await();
                return shared.isIntact();
            });
            Thread thread = new Thread(use);
            thread.start();
            thrown.await();
            shared.freeAndChurn();
            go.countDown();
            Check.that(use.get(), "lent again after " + way.getKey() + " threw");
            thread.join();
            shared.awaitReuse();
            first.close();
        }
        Live.awaitReaders(0);
    }

    @Claim
    static void aLoopGoesOnWithANewSelectorWhenItsOwnIsClosed() throws Exception {
        Selector first = Selector.open();
        Selector second = Selector.open();
        Selector[] now = {first};
        try (Loop loop = new Loop("rebuilding", same -> now[0].select(20), first)) {
            loop.protectsItsIterations();
            loop.call(() -> {
                now[0] = second;
                first.close();
                return null;
            });
            loop.call(() -> null);
            loop.protectsItsIterations();
        }
        second.close();
        Live.awaitReaders(0);
    }

    @Claim
    static void theDeathOfALoopEndsItsIteration() throws Exception {
        Shared shared = new Shared();
        try (Loop loop = new Loop("dying", Selector::select)) {
            loop.call(() -> null);
            Loop.Use use = loop.use(shared);
            shared.freeAndChurn();
            Check.that(shared.isIntact(), "lent again under a loop that uses it");
            loop.submit(() -> null);
            use.end();
        }
        shared.awaitReuse();
        Live.awaitReaders(0);
    }

    @Claim
    static void threadsThatComeAndGoLeaveNoReaders() throws Exception {
        for (int round = 0; round < 300; round++) {
            Thread thread = new Thread(() -> {
                try (Selector selector = Selector.open()) {
                    selector.selectNow();
                } catch (IOException failed) {
                    throw new IllegalStateException(failed);
                }
            });
            thread.start();
            if (round % 20 == 0) {
                thread.join();
            }
        }
        Live.awaitReaders(0);
    }
}
