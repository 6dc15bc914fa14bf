package io.nowait.agent.it.readers;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.agent.it.ChildJvm;
import io.nowait.agent.it.Finished;
import io.nowait.agent.it.Jdks;
import io.nowait.agent.it.start.Hello;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bad value is said in one line that names those allowed, and the application runs on without the agent. */
class BadOptionsIT {
    @ParameterizedTest
    @CsvSource({
        "reclaim=foo, grace|gc|strict",
        "reclaim=GC, grace|gc|strict",
        "pending=-1, 'bytes, 0 or more'",
        "stall=0, 'seconds, 1 to 3600'",
        "stall=1.5, 'seconds, 1 to 3600'",
        "readers=x, loops|executors",
        "threads=some, detect|all",
        "nonblocking=a||b, patterns joined by |"
    })
    void aBadValueIsSaidWithThoseAllowed(String option, String allowed) {
        Finished run =
                ChildJvm.of(Jdks.running()).agent(option).main(Hello.class).run();
        assertThat(run.exit()).as(run.toString()).isEqualTo(3);
        assertThat(run.lines()).startsWith("hello, out").hasSize(2);
        assertThat(run.stderr().lines())
                .containsExactlyInAnyOrder(
                        "hello, err",
                        "nowait: not installed: " + option + " (agent argument) is not allowed; allowed: " + allowed);
    }
}
