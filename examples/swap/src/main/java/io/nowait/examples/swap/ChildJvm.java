package io.nowait.examples.swap;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A JVM that outlives neither the runner nor its time limit. Its standard error is the runner's. */
final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final Thread killer;
    private final CompletableFuture<Process> end;

    private ChildJvm(Process process, int limitSeconds) {
        this.process = process;
        this.killer = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(killer);
        this.end = process.onExit().orTimeout(limitSeconds, TimeUnit.SECONDS).exceptionallyCompose(late -> kill());
    }

    static ChildJvm start(List<String> command, int limitSeconds) throws IOException {
        return new ChildJvm(
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start(), limitSeconds);
    }

    BufferedReader output() {
        return process.inputReader();
    }

    /** Waits for its end and returns its exit status. */
    int awaitStatus() {
        return end.join().exitValue();
    }

    /** Kills through the handle: {@link Process#destroyForcibly} would also close the output before it is read. */
    private CompletableFuture<Process> kill() {
        process.toHandle().destroyForcibly();
        return process.onExit();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        Runtime.getRuntime().removeShutdownHook(killer);
    }
}
