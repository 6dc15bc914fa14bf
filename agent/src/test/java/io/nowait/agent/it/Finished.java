package io.nowait.agent.it;

import java.util.List;

/** How a child JVM ended: the command that started it, its exit code and all it wrote. */
public record Finished(String command, int exit, String stdout, String stderr) {

    /** This, if the exit code is 0; else a failure that shows everything. */
    public Finished succeeded() {
        if (exit != 0) {
            throw new AssertionError(toString());
        }
        return this;
    }

    /** The lines of the standard output. */
    public List<String> lines() {
        return stdout.lines().toList();
    }

    @Override
    public String toString() {
        return "exit " + exit + " of " + command + "\nstdout:\n" + stdout + "\nstderr:\n" + stderr;
    }
}
