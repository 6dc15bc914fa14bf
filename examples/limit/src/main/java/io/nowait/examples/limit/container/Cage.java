package io.nowait.examples.limit.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * A limit on a process's memory as of a container, in which a {@code java} can be started: a control group of version 1 or 2 below
 * the one this process is in, which has the process killed; where none can be made, {@code prlimit --data}, which makes the
 * system refuse memory.
 */
final class Cage implements AutoCloseable {
    private static final Path CGROUPS = Path.of("/proc/self/cgroup");

    private final Path script;
    private final Path group;
    private final String kind;
    private final String peakFile;

    private Cage(Path script, Path group, String kind, String peakFile) {
        this.script = script;
        this.group = group;
        this.kind = kind;
        this.peakFile = peakFile;
    }

    /**
     * Makes one of so many bytes, in which {@code java} is to run.
     *
     * @param settings what the shell is to set in its environment, {@code NAME=value}, with blanks between
     */
    static Cage of(Path java, long bytes, String settings) throws IOException {
        String exec = "exec env " + settings + " '" + java + "' \"$@\"";
        Path one = Path.of("/sys/fs/cgroup/memory");
        Optional<Path> group = path(":memory:").flatMap(path -> group(one, path, "memory.limit_in_bytes", bytes));
        if (group.isPresent()) {
            return in(group.get(), exec, "control group, version 1", "memory.max_usage_in_bytes");
        }
        Path two = Path.of("/sys/fs/cgroup");
        group = path("::").flatMap(path -> group(two, path, "memory.max", bytes));
        if (group.isPresent()) {
            return in(group.get(), exec, "control group, version 2", "memory.peak");
        }
        String command = exec.replaceFirst("exec ", "exec prlimit --data=" + bytes + " ");
        return new Cage(script(command), null, "prlimit --data", "");
    }

    private static Cage in(Path group, String exec, String kind, String peakFile) throws IOException {
        return new Cage(script("echo $$ > '" + group.resolve("cgroup.procs") + "' && " + exec), group, kind, peakFile);
    }

    private static Path script(String command) throws IOException {
        Path script = Files.createTempFile("nowait-limit-", ".sh");
        Files.writeString(script, "#!/bin/sh\n" + command + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    /** The path of this process's own control group, after what its line has between the first colon and the path. */
    private static Optional<String> path(String middle) throws IOException {
        if (!Files.isReadable(CGROUPS)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(CGROUPS);
        return lines.stream()
                .map(line -> line.substring(line.indexOf(':')))
                .filter(line -> line.startsWith(middle))
                .map(line -> line.substring(middle.length()))
                .findFirst();
    }

    private static Optional<Path> group(Path root, String own, String limit, long bytes) {
        Path group = Path.of(root + own)
                .resolve("nowait-limit-" + ProcessHandle.current().pid());
        try {
            Files.createDirectory(group);
        } catch (IOException notAllowed) {
            return Optional.empty();
        }
        try {
            Files.writeString(group.resolve(limit), String.valueOf(bytes));
            return Optional.of(group);
        } catch (IOException noMemoryController) {
            group.toFile().delete();
            return Optional.empty();
        }
    }

    /** What is to be started in place of {@code java}. */
    Path java() {
        return script;
    }

    /** The most bytes that the group has had in use, of which the page cache of files is a part; 0 if nobody tells. */
    long peak() {
        try {
            return group == null
                    ? 0
                    : Long.parseLong(Files.readString(group.resolve(peakFile)).trim());
        } catch (IOException | NumberFormatException oldKernel) {
            return 0;
        }
    }

    @Override
    public String toString() {
        return kind;
    }

    /** Removes the group; its processes have ended. */
    @Override
    public void close() throws IOException {
        Files.delete(script);
        if (group != null) {
            Files.delete(group);
        }
    }
}
