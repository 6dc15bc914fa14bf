package io.nowait.examples.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nowait.examples.torture.copy.CopyLoader;
import io.nowait.examples.torture.mutant.Mutant;
import io.nowait.examples.torture.mutant.Mutants;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whoever moves code of the runtime that a mutant changes learns of it here. */
class MutantsTest {
    @TestFactory
    Stream<DynamicTest> eachFindsItsPlaceAndGivesSoundByteCode() {
        return Mutants.all().stream()
                .map(mutant -> DynamicTest.dynamicTest(
                        mutant.name(),
                        () -> assertThatCode(() -> new CopyLoader(Optional.of(mutant)).loadMutated())
                                .doesNotThrowAnyException()));
    }

    @TestFactory
    Stream<DynamicTest> eachChangesEveryClassThatItNames() {
        return Mutants.all().stream()
                .flatMap(mutant -> mutant.classes().stream()
                        .map(changed -> DynamicTest.dynamicTest(
                                mutant.name() + " in " + changed,
                                () -> assertThat(bytes(Optional.of(mutant), changed))
                                        .isNotEqualTo(bytes(Optional.empty(), changed)))));
    }

    private static byte[] bytes(Optional<Mutant> mutant, String name) throws ClassNotFoundException {
        return new CopyLoader(mutant).bytesWithoutDelays(name);
    }

    @Test
    void noTwoHaveTheSameName() {
        List<String> names = Mutants.all().stream().map(Mutant::name).toList();
        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void anUnknownOneIsRefusedWithTheNamesThereAre() {
        assertThatThrownBy(() -> Mutants.named("none"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--mutant=none: allowed are ")
                .hasMessageContaining("recycle-before-check");
    }
}
