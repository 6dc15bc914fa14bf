package io.nowait.examples.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class AgentSummaryTest {
    private static final String JSON = """
            {"outcomes": {"hit": 970, "refill": 20, "emergency": 0, "fallback": 10, "stall": 0, "refused": 0, "bypass": 5000},
             "reclaim": {"readers": 4, "graceMedianMicros": 1500},
             "sites": [{"site": "io.netty.util.internal.CleanerJava9.allocate:83", "outcomes": {"hit": 970}, "bytes": 1}],
             "memory": {"lent": 0, "free": 4096}, "errors": 3}
            """;

    @Test
    void outcomesKeepTheAgentsOrder() throws IOException {
        assertThat(AgentSummary.parse(JSON).outcomes().keySet())
                .containsExactly("hit", "refill", "emergency", "fallback", "stall", "refused", "bypass");
    }

    @Test
    void bypassedAllocationsWereNotAskedOfTheReserves() throws IOException {
        AgentSummary summary = AgentSummary.parse(JSON);

        assertThat(summary.hits()).isEqualTo(970);
        assertThat(summary.asked()).isEqualTo(1000);
    }

    @Test
    void outcomesAreToldBySite() throws IOException {
        AgentSummary summary = AgentSummary.parse(JSON);

        assertThat(summary.outcomesAt("io.netty.")).containsEntry("hit", 970L).containsEntry("stall", 0L);
        assertThat(summary.plus(summary).outcomesAt("io.netty.")).containsEntry("hit", 1940L);
        assertThat(summary.outcomesAt("io.acme.")).isEmpty();
    }

    @Test
    void turnsAddUp() throws IOException {
        AgentSummary one = AgentSummary.parse(
                "{\"outcomes\": {\"hit\": 1, \"refill\": 2}, \"reclaim\": {\"readers\": 2, \"graceMedianMicros\": 90}, \"errors\": 1}");
        AgentSummary other = AgentSummary.parse(
                "{\"outcomes\": {\"hit\": 10, \"bypass\": 4}, \"reclaim\": {\"readers\": 1, \"graceMedianMicros\": 1300}, \"errors\": 2}");

        assertThat(one.plus(other).errors()).isEqualTo(3);
        assertThat(one.plus(other).waits()).startsWith("2 readers; grace periods p50 1.30 ms, p99 0.00 ms");
        assertThat(one.plus(other).outcomes())
                .containsEntry("hit", 11L)
                .containsEntry("refill", 2L)
                .containsEntry("bypass", 4L)
                .hasSize(3);
    }

    @Test
    void aSummaryWithoutCountsIsAnError() {
        assertThatThrownBy(() -> AgentSummary.parse("{}")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> AgentSummary.parse("{\"outcomes\": {\"hit\": \"many\"}}"))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> AgentSummary.parse("")).isInstanceOf(IOException.class);
    }
}
