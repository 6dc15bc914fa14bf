package io.nowait.examples.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class AgentSummaryTest {
    @Test
    void outcomesKeepTheAgentsOrder() throws IOException {
        assertThat(AgentSummary.outcomes(
                        "{\"outcomes\": {\"hit\": 970, \"refill\": 20, \"bypass\": 0}, \"sites\": []}"))
                .hasToString("{hit=970, refill=20, bypass=0}");
    }

    @Test
    void aSummaryWithoutCountsIsAnError() {
        assertThatThrownBy(() -> AgentSummary.outcomes("{}")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> AgentSummary.outcomes("{\"outcomes\": {\"hit\": \"many\"}}"))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> AgentSummary.outcomes("")).isInstanceOf(IOException.class);
    }
}
