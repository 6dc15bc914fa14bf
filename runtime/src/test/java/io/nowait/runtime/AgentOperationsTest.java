package io.nowait.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.nowait.runtime.page.Jdk;
import io.nowait.runtime.reclaim.GracePeriods;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The agent's copy before there is a pool. */
@Timeout(30)
class AgentOperationsTest {
    private final AgentOperations operations = new AgentOperations(new GracePeriods(new PublicNumbers()));

    @Test
    void withoutAPoolABufferIsFreedWhenTheSectionsHaveEnded() throws Exception {
        ByteBuffer buffer = ByteBuffer.allocateDirect(100);
        try (AutoCloseable section = operations.enter()) {
            operations.retire(buffer);
            Thread.sleep(50);
            assertThat(section).isNotNull();
            assertThatIllegalStateException().isThrownBy(operations::barrier);
        }
        operations.barrier();
        assertThat(Jdk.hasCleaner(buffer)).isTrue();
    }
}
