package io.nowait.examples.stress;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A fault the soak commits itself, to show that it would be seen. */
enum Sabotage {
    /** None: the normal run. */
    NONE,
    /** A thread goes on writing into a buffer it has handed over. */
    EARLY_REUSE,
    /** A byte of a fresh buffer is not zero. */
    UNZEROED,
    /** A buffer stays lent although its holder has given it up. */
    LOST;

    /** Finds the fault of that name as the command line writes it ({@code early-reuse}). */
    static Sabotage named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.optionName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--sabotage=" + name + ": allowed are "
                        + Arrays.stream(values()).map(Sabotage::optionName).collect(Collectors.joining(", "))));
    }

    String optionName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
