package io.nowait.agent.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The same program run plain and with the agent, side by side, and the agent's summary of it. */
public record Twins(Finished plain, Finished agent, Summary summary) {

    /** Runs both to their end; {@code child} is asked for each. Fails if one takes longer than its limit. */
    public static Twins run(Supplier<ChildJvm> child, String... options) {
        try {
            Path summary = Files.createTempFile("nowait-it", ".json");
            try (RunningJvm plain = child.get().start();
                    RunningJvm agent = child.get().agent(with(options, summary)).start()) {
                return new Twins(plain.await(), agent.await(), Summary.take(summary));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String[] with(String[] options, Path summary) {
        return Stream.concat(Stream.of("summary=" + summary), Stream.of(options))
                .toArray(String[]::new);
    }

    /** Both ended well, wrote the same to both streams, and the agent counts no error, but hits. */
    public Twins areEqualWithHits() {
        assertThat(plain.succeeded().stdout()).isNotEmpty();
        assertThat(agent.succeeded().stdout()).isEqualTo(plain.stdout());
        assertThat(agent.stderr()).isEqualTo(plain.stderr());
        assertThat(summary.errors()).as(summary.json()).isZero();
        assertThat(summary.failed()).as(summary.json()).isZero();
        assertThat(summary.hits()).as(summary.json()).isPositive();
        return this;
    }
}
