package io.nowait.examples.support;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildJvmTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @Test
    void aChildThatOutstaysItsTimeLimitIsKilled() throws IOException {
        try (ChildJvm child = ChildJvm.start(JAVA, List.of(), Sleeper.class, List.of(), 1)) {
            assertThatThrownBy(child::awaitSuccess)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("Sleeper failed, with exit status ");
        }
    }

    /** Sleeps for longer than any limit. */
    static final class Sleeper {
        private Sleeper() {}

        public static void main(String[] args) throws InterruptedException {
            Thread.sleep(600_000);
        }
    }
}
