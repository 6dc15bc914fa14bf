package io.nowait.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.nowait.runtime.reclaim.GracePeriods;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One copy's operations after another's: what holds while calls and sections are handed over. */
@Timeout(30)
class OwnOperationsTest {
    private final FakeAgent agent = new FakeAgent();
    private final OwnOperations own = new OwnOperations(new GracePeriods(new PublicNumbers()));

    @Test
    void whatWaitsAtTheHandoverIsHandedOnAndNotFreed() throws Exception {
        ByteBuffer buffer = ByteBuffer.allocateDirect(100);
        try (AutoCloseable section = own.enter()) {
            own.retire(buffer);
            own.succeededBy(agent);
            assertThat(section).isNotNull();
            assertThat(agent.retired).isEmpty();
        }
        own.barrier();
        assertThat(agent.retired).containsExactly(buffer);
    }

    @Test
    void theBarrierAfterAHandoverWaitsForWhatWaitedBefore() throws Exception {
        own.succeededBy(agent);
        own.retire(ByteBuffer.allocateDirect(100));
        new Succession(own, agent).barrier();
        assertThat(agent.retired).hasSize(1);
        assertThat(agent.barriers).isOne();
    }

    @Test
    void whoIsInASectionFromBeforeTheHandoverMustNotWait() throws Exception {
        Succession succession = new Succession(own, agent);
        try (AutoCloseable section = own.enter()) {
            assertThat(section).isNotNull();
            assertThatIllegalStateException().isThrownBy(succession::synchronize);
            assertThatIllegalStateException().isThrownBy(succession::barrier);
        }
        succession.synchronize();
    }

    @Test
    void theStandInStaysUntilTheHandoverIsSeenAndTheSectionsHaveEnded() throws Exception {
        AutoCloseable section = own.enter();
        StandIn standIn = StandIn.begin(agent, own.grace());
        assertThat(agent.sections).hasValue(1);
        section.close();
        AutoCloseable late = own.enter();
        standIn.handedOver();
        Thread.sleep(50);
        assertThat(agent.sections).hasValue(1);
        late.close();
        while (agent.sections.get() != 0) {
            Thread.sleep(1);
        }
    }

    @Test
    void anAgentThatLetsNobodyInIsNotHandedOverTo() {
        agent.refuses = true;
        assertThatIllegalStateException()
                .isThrownBy(() -> StandIn.begin(agent, own.grace()))
                .withMessageContaining("not today");
    }

    @Test
    void theThreadEndsWhenIdleAndComesBack() throws Exception {
        for (int round = 0; round < 2; round++) {
            own.retire(ByteBuffer.allocateDirect(100));
            own.barrier();
            assertThat(isReclaiming()).isTrue();
            while (isReclaiming()) {
                Thread.sleep(10);
            }
        }
    }

    private static boolean isReclaiming() {
        return Thread.getAllStackTraces().entrySet().stream()
                .anyMatch(each -> each.getKey().getName().equals("nowait-reclaimer"));
    }
}
