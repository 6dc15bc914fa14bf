package io.nowait.examples.limit.worse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
        assertThat(live.stream().filter(bytes -> bytes == LIMIT * 75 / 100)).hasSizeGreaterThan(30);
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
        assertThat(acts(Plan.of(1, LIMIT, 50, false))).contains(Step.Act.OWN).doesNotContain(Step.Act.FOREIGN);
        assertThat(acts(Plan.of(1, LIMIT, 50, true))).contains(Step.Act.OWN, Step.Act.FOREIGN);
    }

    @Test
    void someRunsDropBuffersAndFreeOthersTheRestFreesAll() {
        List<Set<Step.Act>> runs = LongStream.range(0, 16)
                .mapToObj(seed -> acts(Plan.of(seed, LIMIT, 50, false)))
                .toList();
        assertThat(runs).allMatch(acts -> acts.contains(Step.Act.FREE));
        assertThat(runs).anyMatch(acts -> acts.contains(Step.Act.DROP)).anyMatch(acts -> !acts.contains(Step.Act.DROP));
    }

    private static Set<Step.Act> acts(List<Step> plan) {
        return plan.stream().map(Step::act).collect(Collectors.toSet());
    }

    /** The bytes that are live after each step. */
    private static List<Long> live(List<Step> plan) {
        Map<Integer, Integer> sizes = new HashMap<>();
        List<Long> live = new ArrayList<>();
        long bytes = 0;
        for (Step step : plan) {
            bytes += step.allocates() ? step.size() : -sizes.remove(step.slot());
            if (step.allocates()) {
                assertThat(sizes.put(step.slot(), step.size())).isNull();
            }
            live.add(bytes);
        }
        return live;
    }
}
