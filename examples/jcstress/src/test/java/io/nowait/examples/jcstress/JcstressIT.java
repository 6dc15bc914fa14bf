package io.nowait.examples.jcstress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.GradingResult;
import org.openjdk.jcstress.infra.grading.TestGrading;
import org.openjdk.jcstress.infra.runners.TestList;

class JcstressIT {
    private static final String REAL = ".Real";
    private static final String CONTROL = ".Weakened";
    private static final int MILLIS = 300;

    /** A control may show nothing while the machine is busy: it gets so many chances. */
    private static final int CHANCES = 20;

    @Test
    void eachHazardHasItsRealFormAndItsWeakenedOne() {
        List<String> expected = new ArrayList<>();
        hazards().forEach(hazard -> expected.addAll(List.of(hazard + REAL, hazard + CONTROL)));

        assertThat(TestList.tests()).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected);
    }

    @TestFactory
    Stream<DynamicTest> theRealFormHolds() {
        return hazards()
                .map(hazard -> DynamicTest.dynamicTest(hazard, () -> assertPassed(Quick.run(hazard + REAL, MILLIS))));
    }

    @TestFactory
    Stream<DynamicTest> theWeakenedFormFails() {
        return hazards()
                .map(hazard -> DynamicTest.dynamicTest(hazard, () -> {
                    boolean shown = false;
                    for (int i = 0; i < CHANCES && !shown; i++) {
                        TestResult result = Quick.run(hazard + CONTROL, MILLIS);
                        assertPassed(result);
                        shown = result.grading().hasInteresting;
                    }
                    assertThat(shown).as("showed what it is to show").isTrue();
                }));
    }

    private static void assertPassed(TestResult result) {
        TestGrading grading = result.grading();
        System.out.println(result.getName());
        for (GradingResult outcome : grading.gradingResults.values()) {
            System.out.printf("%12d  %s: %s%n", outcome.count, outcome.expect, outcome.id);
        }
        assertThat(result.status()).as(result.getMessages().toString()).isEqualTo(Status.NORMAL);
        assertThat(result.getTotalCount()).isPositive();
        assertThat(grading.failureMessages).isEmpty();
        assertThat(grading.isPassed).isTrue();
    }

    private static Stream<String> hazards() {
        return TestList.tests().stream()
                .map(test -> test.substring(0, test.lastIndexOf('.')))
                .distinct();
    }
}
