package io.nowait.agent.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Which threads may not wait, and why. */
class DetectionTest {
    private static final NamedThreads NOBODY = new NamedThreads(List.of(), List.of());
    private static final Detection DETECTION = Detection.of(false, NOBODY, NOBODY);

    /** A marker of an application's. */
    interface Looping {}

    private static class Loop extends Thread implements Looping {
        Loop(Runnable action) {
            super(action);
        }
    }

    private static final class HeirOfLoop extends Loop {
        HeirOfLoop(Runnable action) {
            super(action);
        }
    }

    private static final class Permitting extends FastThreadLocalThread {
        Permitting(Runnable action) {
            super(action);
        }

        @Override
        public boolean permitBlockingCalls() {
            return true;
        }
    }

    private static Detection named(List<String> names, List<String> types) {
        return Detection.of(false, new NamedThreads(names, types), NOBODY);
    }

    private static Detection exempting(List<String> names, List<String> types) {
        return Detection.of(false, NOBODY, new NamedThreads(names, types));
    }

    private static String because(Detection detection) {
        return detection.nonBlockingBecause(Thread.currentThread());
    }

    private static String on(Function<Runnable, Thread> making, Detection detection) throws Exception {
        FutureTask<String> asking = new FutureTask<>(() -> because(detection));
        making.apply(asking).start();
        return asking.get();
    }

    private static String on(EventExecutorGroup group) throws Exception {
        try {
            return group.submit(() -> because(DETECTION)).get();
        } finally {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        }
    }

    @Test
    void aPlainThreadMayWait() throws Exception {
        assertThat(on(Thread::new, DETECTION)).isNull();
        assertThat(on(Loop::new, DETECTION)).isNull();
    }

    @Test
    void nettysEventLoopsMayNotWaitWhetherTheySelectOrNot() throws Exception {
        assertThat(on(new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory())))
                .isEqualTo("Netty's event loop");
        assertThat(on(new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory())))
                .isEqualTo("Netty's event loop");
    }

    @Test
    void nettysExecutorsForTasksThatWaitMayWait() throws Exception {
        assertThat(on(new DefaultEventExecutorGroup(1))).isNull();
    }

    @Test
    void aPoolWithNettysThreadsMayWait() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor(new DefaultThreadFactory("pool"));
        try {
            assertThat(pool.submit(() -> because(DETECTION)).get()).isNull();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void anEventLoopWhoseThreadPermitsBlockingCallsMayWait() throws Exception {
        assertThat(on(new MultiThreadIoEventLoopGroup(1, Permitting::new, LocalIoHandler.newFactory())))
                .isNull();
    }

    @Test
    void optionsNameThreadsByPattern() throws Exception {
        Detection detection = named(List.of("I/O loop [*]", "other"), List.of());
        assertThat(on(task -> new Thread(task, "I/O loop [7]"), detection))
                .isEqualTo("option nonblocking=I/O loop [*]");
        assertThat(on(task -> new Thread(task, "other"), detection)).isEqualTo("option nonblocking=other");
        assertThat(on(task -> new Thread(task, "others"), detection)).isNull();
        assertThat(on(task -> new Thread(task, "I/O loop 7"), detection)).isNull();
    }

    @Test
    void optionsNameThreadsByWhatTheyExtendOrImplement() throws Exception {
        Detection byInterface = named(List.of(), List.of(Looping.class.getName()));
        assertThat(on(HeirOfLoop::new, byInterface)).isEqualTo("option nonblocking=<" + Looping.class.getName());
        Detection byClass = named(List.of(), List.of(Loop.class.getName()));
        assertThat(on(HeirOfLoop::new, byClass)).isEqualTo("option nonblocking=<" + Loop.class.getName());
        assertThat(on(Loop::new, byClass)).isNotNull();
        assertThat(on(Thread::new, byClass)).isNull();
    }

    @Test
    void optionsExemptThreadsByNameAndByWhatTheyAre() throws Exception {
        Detection detection = exempting(List.of("I/O *"), List.of(Looping.class.getName()));
        assertThat(detection.isExempt(new Thread("I/O loop"))).isTrue();
        assertThat(detection.isExempt(new Thread("loop"))).isFalse();
        assertThat(detection.isExempt(new HeirOfLoop(() -> {}))).isTrue();
        assertThat(on(task -> new Thread(task, "I/O loop"), detection))
                .as("who is exempt is not therefore non-blocking")
                .isNull();
        assertThat(named(List.of("I/O *"), List.of()).isExempt(new Thread("I/O loop")))
                .as("nor the other way round")
                .isFalse();
    }

    @Test
    void virtualThreadsAreExemptByTheirClassOnly() {
        boolean areKnown = Runtime.version().feature() >= 21;
        for (String name : List.of("java.lang.VirtualThread", "java.lang.BaseVirtualThread")) {
            assertThat(exempting(List.of(), List.of("other", name)).exemptsVirtualThreads())
                    .isEqualTo(areKnown);
        }
        assertThat(exempting(List.of("*"), List.of("java.lang.Thread")).exemptsVirtualThreads())
                .isFalse();
    }

    @Test
    void inTheTestModeNoThreadMayWait() throws Exception {
        assertThat(on(Thread::new, Detection.of(true, NOBODY, NOBODY))).isEqualTo("option threads=all");
    }

    @Test
    void aClassPackedUnderAnotherNameIsFoundAndOneThatOnlyEndsAlikeIsNot() {
        assertThat(Hierarchy.find(HeirOfLoop.class, "context.DetectionTest$Looping"))
                .isSameAs(Looping.class);
        assertThat(Hierarchy.find(HeirOfLoop.class, "text.DetectionTest$Looping"))
                .isNull();
        assertThat(Hierarchy.find(HeirOfLoop.class, HeirOfLoop.class.getName())).isSameAs(HeirOfLoop.class);
    }
}
