package io.nowait.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nowait.examples.support.load.Arrivals;
import io.nowait.examples.support.load.Body;
import io.nowait.examples.support.load.Load;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TurnTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final Load load = new Load();

    TurnTest() {
        load.longest = Body.LONGEST;
        load.rate = 200;
        load.connections = 4;
        load.warmup = 1;
        load.seconds = 1;
    }

    @Test
    void everyRequestDueInTheMeasuredTimeIsAnsweredRight() throws IOException {
        Measurement measured = new Turn(JAVA, List.of(), 1, load).run(Optional.empty());

        assertThat(measured.responses().getTotalCount())
                .isEqualTo(Arrays.stream(Arrivals.poisson(200, 2))
                        .filter(due -> due >= TimeUnit.SECONDS.toNanos(1))
                        .count());
        assertThat(measured.wrongBytes()).isZero();
        assertThat(measured.summary()).isEmpty();
    }

    @Test
    void aServerThatDoesNotStartIsAnError() {
        Turn turn = new Turn(JAVA, List.of("-XX:+NoSuchFlag"), 1, load);

        assertThatThrownBy(() -> turn.run(Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Server ended too early, with exit status 1");
    }
}
