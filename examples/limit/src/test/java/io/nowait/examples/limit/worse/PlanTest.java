package io.nowait.examples.limit.worse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final long LIMIT = 1 << 20;

    @Test
    void aSeedAlwaysGivesTheSamePlanAndAnotherSeedAnother() {
        assertThat(Plan.of(3, LIMIT, 90, true)).isEqualTo(Plan.of(3, LIMIT, 90, true));
        assertThat(Plan.of(4, LIMIT, 90, true)).isNotEqualTo(Plan.of(3, LIMIT, 90, true));
    }

    @Test
    void aRunReachesItsTargetToTheByteAgainAndAgain() {
        List<Long> live = live(Plan.of(1, LIMIT, 75, false));
        assertThat(live).allMatch(bytes -> bytes <= LIMIT * 75 / 100);
        assertThat(live.stream().filter(bytes -> bytes == LIMIT * 75 / 100)).hasSizeGreaterThan(60);
    }

    @Test
    void someRunsAskForMoreThanTheLimitAtTheirEndAndNeverBefore() {
        long over = LongStream.range(0, 64)
                .mapToObj(seed -> live(Plan.of(seed, LIMIT, 100, false)))
                .filter(live -> {
                    assertThat(live.subList(0, live.size() - 1)).allMatch(bytes -> bytes <= LIMIT);
                    return live.get(live.size() - 1) > LIMIT;
                })
                .count();
        assertThat(over).isBetween(1L, 32L);
    }

    @Test
    void onlyMixedRunsHaveForeignBuffers() {
        assertThat(Plan.of(1, LIMIT, 50, false)).noneMatch(Step::foreign);
        assertThat(Plan.of(1, LIMIT, 50, true)).anyMatch(Step::foreign).anyMatch(step -> !step.foreign());
    }

    /** The bytes that are live after each step. */
    private static List<Long> live(List<Step> plan) {
        Map<Integer, Integer> sizes = new HashMap<>();
        List<Long> live = new ArrayList<>();
        long bytes = 0;
        for (Step step : plan) {
            bytes += step.size() > 0 ? step.size() : -sizes.remove(step.slot());
            if (step.size() > 0) {
                assertThat(sizes.put(step.slot(), step.size())).isNull();
            }
            live.add(bytes);
        }
        return live;
    }
}
