package io.nowait.examples.benchmarks;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where things lie in this build. */
final class Places {
    private Places() {}

    /** This module's build directory, where its jar or its classes are. */
    static Path target() {
        try {
            URI code = Places.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            return Path.of(code).toAbsolutePath().resolveSibling("").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("this code's own place is no path", e);
        }
    }

    /** The agent, when it has been built. */
    static Path agent() {
        return target().resolve("../../../agent/target/nowait.jar").normalize();
    }
}
