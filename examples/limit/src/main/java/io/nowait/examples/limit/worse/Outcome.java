package io.nowait.examples.limit.worse;

import java.util.List;
import java.util.TreeSet;

/**
 * How one run went.
 *
 * @param head what it was
 * @param refused the steps that were refused memory, with their sizes and what the errors said
 */
record Outcome(String head, List<String> refused) {
    /** Reads a line of {@link Runs}. */
    static Outcome parse(String line) {
        List<String> parts = List.of(line.split(Runs.SEPARATOR));
        return new Outcome(
                String.join(Runs.SEPARATOR, parts.subList(0, Runs.HEAD)), parts.subList(Runs.HEAD, parts.size()));
    }

    /** What was refused here and was not there, for the same run; throws {@link IllegalStateException} for another. */
    List<String> beyond(Outcome other) {
        if (!head.equals(other.head)) {
            throw new IllegalStateException(head + " is compared with " + other.head);
        }
        return refused.stream()
                .filter(refusal -> !other.refused.contains(refusal))
                .toList();
    }

    /** The same run, with what was refused either time. */
    Outcome or(Outcome again) {
        TreeSet<String> either = new TreeSet<>(refused);
        either.addAll(again.refused);
        return new Outcome(head, List.copyOf(either));
    }
}
