package io.nowait.examples.jcstress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.TestGrading;
import org.openjdk.jcstress.infra.runners.TestList;

/** The quick form. A control that has not shown anything gets one more, longer chance: the machine may have been busy. */
class JcstressIT {
    private static final String CONTROL = ".Weakened";
    private static final int MILLIS = 150;
    private static final int MORE_MILLIS = 3_000;

    private static Map<String, TestResult> results;

    @BeforeAll
    static void run() throws Exception {
        results = Quick.run(".*", MILLIS);
        String silent = controls().filter(test -> !shows(test)).collect(Collectors.joining("|"));
        if (!silent.isEmpty()) {
            results.putAll(Quick.run(silent, MORE_MILLIS));
        }
    }

    @Test
    void eachHazardHasTheRealFormAndTheWeakenedOne() {
        Collection<String> tests = TestList.tests();

        assertThat(tests).isNotEmpty().allMatch(test -> test.endsWith(CONTROL) || test.endsWith(".Real"));
        assertThat(controls().map(JcstressIT::hazard))
                .containsExactlyInAnyOrderElementsOf(
                        real().map(JcstressIT::hazard).toList());
    }

    @TestFactory
    Stream<DynamicTest> theRealFormHolds() {
        return real().map(test -> DynamicTest.dynamicTest(test, () -> assertRan(test)));
    }

    @TestFactory
    Stream<DynamicTest> theWeakenedFormFails() {
        return controls()
                .map(test -> DynamicTest.dynamicTest(test, () -> {
                    assertRan(test);
                    assertThat(shows(test)).as("showed what it is to show").isTrue();
                }));
    }

    private static void assertRan(String test) {
        TestResult result = results.get(test);
        assertThat(result).as("ran").isNotNull();
        assertThat(result.status()).as(result.getVmErr().toString()).isEqualTo(Status.NORMAL);
        assertThat(result.getTotalCount()).isPositive();
        TestGrading grading = result.grading();
        assertThat(grading.failureMessages).isEmpty();
        assertThat(grading.isPassed).isTrue();
    }

    private static boolean shows(String control) {
        TestResult result = results.get(control);
        return result != null && result.grading().hasInteresting;
    }

    private static Stream<String> real() {
        return TestList.tests().stream().filter(test -> !test.endsWith(CONTROL));
    }

    private static Stream<String> controls() {
        return TestList.tests().stream().filter(test -> test.endsWith(CONTROL));
    }

    private static String hazard(String test) {
        return test.substring(0, test.lastIndexOf('.'));
    }
}
