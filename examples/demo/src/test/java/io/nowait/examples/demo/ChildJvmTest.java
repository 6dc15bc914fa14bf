package io.nowait.examples.demo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildJvmTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @Test
    void aChildThatOutstaysItsTimeLimitIsKilled() throws IOException {
        try (ChildJvm child = ChildJvm.start(JAVA, List.of(), Server.class, List.of("1"), 1)) {
            assertThatThrownBy(child::awaitSuccess)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("Server failed, with exit status ");
        }
    }
}
