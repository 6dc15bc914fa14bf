package io.nowait.examples.swap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in a word or two what killed a JVM. */
final class CrashReport {
    private static final Pattern CAUSE = Pattern.compile("^#  (SIG\\w+|Internal Error) ", Pattern.MULTILINE);
    /** Exit statuses, 128 and the signal's number, of those signals that only the JVM's own fault brings. */
    private static final Map<Integer, String> FATAL = Map.of(134, "SIGABRT", 135, "SIGBUS", 139, "SIGSEGV");

    private CrashReport() {}

    /** Reads the JVM's own error file; empty if it wrote none. */
    static Optional<String> read(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(cause(Files.readString(file))) : Optional.empty();
    }

    static String cause(String report) {
        Matcher matcher = CAUSE.matcher(report);
        return matcher.find() ? matcher.group(1) : "unknown";
    }

    /** Tells a death by such a signal from the exit status; empty if it was none, or the JVM was killed from outside. */
    static Optional<String> ofStatus(int status) {
        return Optional.ofNullable(FATAL.get(status));
    }
}
