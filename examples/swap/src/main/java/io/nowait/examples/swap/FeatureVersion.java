package io.nowait.examples.swap;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Tells a JDK's feature version, such as 17, by asking its {@code java}. */
final class FeatureVersion {
    private static final int LIMIT_SECONDS = 30;

    private FeatureVersion() {}

    /** Throws {@link IOException} if it cannot run. */
    static int of(Path java) throws IOException {
        List<String> command =
                List.of(java.toString(), "-cp", System.getProperty("java.class.path"), FeatureVersion.class.getName());
        try (ChildJvm child = ChildJvm.start(command, LIMIT_SECONDS);
                BufferedReader output = child.output()) {
            String line = output.readLine();
            if (child.awaitStatus() != 0 || line == null) {
                throw new IOException(java + " could not run");
            }
            return Integer.parseInt(line);
        }
    }

    /** Prints the version of the Java that runs this. */
    public static void main(String[] arguments) {
        System.out.println(Runtime.version().feature());
    }
}
