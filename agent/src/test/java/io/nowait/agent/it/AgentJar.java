package io.nowait.agent.it;

import java.nio.file.Files;
import java.nio.file.Path;

/** The finished agent jar under test, which the build names in the system property {@code nowait.jar}. */
public final class AgentJar {
    private AgentJar() {}

    /** The jar's absolute path. Fails if the build did not say where it is, or it is not there. */
    public static Path path() {
        String value = System.getProperty("nowait.jar");
        if (value == null) {
            throw new IllegalStateException("system property nowait.jar is not set: run through mvn verify");
        }
        Path jar = Path.of(value).toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("nowait.jar names " + jar + ", which is not there");
        }
        return jar;
    }
}
