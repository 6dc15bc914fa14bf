package io.nowait.runtime.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.runtime.page.RunTable;
import io.nowait.runtime.reclaim.GracePeriods;
import io.nowait.runtime.reclaim.Reader;
import io.nowait.runtime.reclaim.Section;
import java.io.IOException;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Who may wait. */
class ContextsTest {
    private static final String KNOWN = "known";

    private final GracePeriods grace = Quiet.grace();
    private final Object loop = new Object();
    private final List<Thread> asked = new ArrayList<>();
    private final List<Thread> askedIfExempt = new ArrayList<>();
    private final Reserves reserves = new Reserves(new RunTable(), new Known());
    private final Contexts contexts = new Contexts(reserves, grace, false);

    private final class Known implements ContextRule {
        @Override
        public String nonBlockingBecause(Thread thread) {
            asked.add(thread);
            reserves.mine(); // as an allocation does that the rule makes
            return thread.getName().equals(KNOWN) ? "its name" : null;
        }

        @Override
        public boolean isExempt(Thread thread) {
            askedIfExempt.add(thread);
            return thread.getName().equals(KNOWN);
        }
    }

    private static final class VirtualOnes implements ContextRule {
        @Override
        public String nonBlockingBecause(Thread thread) {
            return null;
        }

        @Override
        public boolean exemptsVirtualThreads() {
            return true;
        }
    }

    private boolean isNonBlocking() {
        return contexts.isNonBlocking(reserves.mine(), false);
    }

    private static void on(String name, Runnable action) throws Exception {
        FutureTask<?> task = new FutureTask<>(action, null);
        Thread thread = new Thread(task, name);
        thread.start();
        task.get();
        thread.join();
    }

    @Test
    void theRuleIsAskedOnceForEachReserveOnItsOwner() throws Exception {
        List<Boolean> answers = new ArrayList<>();
        Runnable askTwice = () -> {
            answers.add(isNonBlocking());
            answers.add(isNonBlocking());
            assertThat(asked).last().isSameAs(Thread.currentThread());
        };
        on(KNOWN, askTwice);
        on("another", askTwice);
        assertThat(answers).containsExactly(true, true, false, false);
        assertThat(asked).hasSize(2);
    }

    @Test
    void aSiteCanSayItOfAnyThread() {
        assertThat(contexts.isNonBlocking(reserves.mine(), true)).isTrue();
        assertThat(contexts.isNonBlocking(reserves.mine(), false)).isFalse();
    }

    @Test
    void aThreadThatUsesAnothersReserveIsVirtual() throws Exception {
        List<Reserve> others = new ArrayList<>();
        on("carrier", () -> others.add(reserves.mine()));
        assertThat(contexts.isNonBlocking(others.get(0), false)).isTrue();
    }

    @Test
    void aThreadMayNotWaitFromItsFirstSelectUntilItsSelectorIsClosed() throws IOException {
        assertThat(isNonBlocking()).isFalse();
        try (Selector selector = Selector.open()) {
            grace.back(selector);
            assertThat(isNonBlocking()).isTrue();
            grace.aboutToWait(selector);
            assertThat(isNonBlocking()).isTrue();
        }
        assertThat(isNonBlocking()).isFalse();
    }

    @Test
    void aNativeLoopMayNotWait() {
        grace.back(loop);
        assertThat(isNonBlocking()).isTrue();
    }

    @Test
    void aWorkerOfAnExecutorMayWait() {
        grace.back(Reader.TASKS);
        assertThat(isNonBlocking()).isFalse();
    }

    @Test
    void aReadSectionIsNoLoop() {
        try (Section section = grace.enter()) {
            assertThat(section).isNotNull();
            assertThat(isNonBlocking()).isFalse();
        }
    }

    @Test
    void whetherAThreadIsExemptIsAskedOnceOnItToo() throws Exception {
        List<Boolean> refused = new ArrayList<>();
        Runnable askTwice = () -> {
            refused.add(contexts.refuses(reserves.mine(), SiteContext.NONE));
            refused.add(contexts.refuses(reserves.mine(), SiteContext.NONE));
            assertThat(askedIfExempt).last().isSameAs(Thread.currentThread());
        };
        on(KNOWN, askTwice);
        on("another", askTwice);
        assertThat(refused).containsExactly(true, true, false, false);
        assertThat(askedIfExempt).hasSize(2);
    }

    @Test
    void virtualThreadsAreAllExemptOrNoneWhateverTheirCarrierIs() throws Exception {
        Reserve carriers = new Reserve(new Thread(), 0, 1, new RunTable());
        carriers.exempt = true;
        assertThat(contexts.refuses(carriers, SiteContext.NONE)).isFalse();
        assertThat(contexts.refuses(carriers, new SiteContext(null, true))).isTrue();

        Reserves ofThatRule = new Reserves(new RunTable(), new VirtualOnes());
        Contexts withThatRule = new Contexts(ofThatRule, grace, false);
        carriers.exempt = false;
        assertThat(withThatRule.refuses(carriers, SiteContext.NONE)).isTrue();
        assertThat(withThatRule.refuses(ofThatRule.mine(), SiteContext.NONE)).isFalse();
    }

    @Test
    void threadsAreShownWithTheirContextsWhileTheyLive() throws Exception {
        on(KNOWN, () -> {
            reserves.mine();
            assertThat(contexts.threads(1)).containsExactly(new ThreadContext(KNOWN, "its name", true));
        });
        assertThat(asked).hasSize(1);
        assertThat(contexts.threads(1)).isEmpty();

        String name = Thread.currentThread().getName();
        reserves.mine();
        assertThat(contexts.threads(1)).containsExactly(new ThreadContext(name, null, false));
        grace.back(loop);
        assertThat(contexts.threads(1)).containsExactly(new ThreadContext(name, "selector loop", false));
        assertThat(contexts.threads(0)).isEmpty();
    }
}
