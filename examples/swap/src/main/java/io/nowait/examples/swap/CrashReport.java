package io.nowait.examples.swap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in a word or two what killed a JVM. */
final class CrashReport {
    private static final Pattern CAUSE = Pattern.compile("^#  (SIG\\w+|Internal Error) ", Pattern.MULTILINE);
    private static final int SIGNALLED = 128;

    private CrashReport() {}

    /** Reads the JVM's own error file; empty if it wrote none. */
    static Optional<String> read(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(cause(Files.readString(file))) : Optional.empty();
    }

    static String cause(String report) {
        Matcher matcher = CAUSE.matcher(report);
        return matcher.find() ? matcher.group(1) : "unknown";
    }

    /** Tells a death by signal from the exit status; empty if it was none. */
    static Optional<String> ofStatus(int status) {
        return status > SIGNALLED ? Optional.of("signal " + (status - SIGNALLED)) : Optional.empty();
    }
}
