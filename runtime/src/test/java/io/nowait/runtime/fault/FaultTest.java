package io.nowait.runtime.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An error at any step of lending and freeing loses no run and lends none twice. */
class FaultTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "lendFirst",
                "lendClean",
                "lendDirty",
                "lendFromDepot",
                "free",
                "freeTheFirstOfItsClass",
                "freeThatFlushes",
                "freeThatSettles",
                "cleanerThatRuns",
                "freeThatRetires",
                "freeThatRetiresTheFirst",
                "retire",
                "retireWithoutAReader",
                "freeThatAwaitsProof",
                "freeThatPoisons",
                "workerClosesAndGivesBack",
                "workerClosesAndGivesBackTheDeads",
                "workerVerifies",
                "makeLoose",
                "freeLoose",
                "freeLooseThatWaits",
                "lendFromEmergency",
                "lendTooLargeARunFromEmergency",
                "workerEndsLoose",
                "workerEndsDropped",
                "workerAdopts"
            })
    void noRunIsLostOrLentTwice(String operation) throws Exception {
        Class<?> scenarios = Class.forName("io.nowait.runtime.reserve.FaultScenarios", true, new FaultyLoader());
        int struck = (int) scenarios.getMethod("strikeEachStep", String.class).invoke(null, operation);
        assertThat(struck).as("steps at which an error struck").isPositive();
    }
}
