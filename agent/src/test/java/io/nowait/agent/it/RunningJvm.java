package io.nowait.agent.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A started child JVM; closing it kills it if it still runs, and removes what was captured. Thread-safe but for close. */
public final class RunningJvm implements AutoCloseable {
    private final Process process;
    private final String command;
    private final Path output;
    private final Duration limit;
    private final long started = System.nanoTime();

    RunningJvm(Process process, String command, Path output, Duration limit) {
        this.process = process;
        this.command = command;
        this.output = output;
        this.limit = limit;
    }

    /** The child's process number, as attaching to it needs it. */
    public long pid() {
        return process.pid();
    }

    /** What the child has written to its standard output so far. */
    public String stdout() {
        return read("stdout");
    }

    /** What the child has written to its standard error so far. */
    public String stderr() {
        return read("stderr");
    }

    /** Waits until the child has written {@code text} to its standard output. Fails if it ends first or takes too long. */
    public void awaitOutput(String text) {
        awaitUntil(() -> stdout().contains(text) || !process.isAlive());
        if (!stdout().contains(text)) {
            throw new AssertionError("never wrote \"" + text + "\": " + state());
        }
    }

    /** Waits for the child's end. Fails if it runs longer than its limit. */
    public Finished await() {
        awaitUntil(() -> !process.isAlive());
        return new Finished(command, process.exitValue(), stdout(), stderr());
    }

    /** Asks the child to end as a terminal would, so that its shutdown hooks run, and waits for that. */
    public Finished terminate() {
        process.destroy();
        return await();
    }

    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor();
            Files.deleteIfExists(output.resolve("stdout"));
            Files.deleteIfExists(output.resolve("stderr"));
            Files.deleteIfExists(output);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void awaitUntil(BooleanSupplier condition) {
        try {
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() - started > limit.toNanos()) {
                    throw new AssertionError("still running after " + limit + ": " + state());
                }
                process.waitFor(10, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted: " + state(), interrupted);
        }
    }

    private String state() {
        return command + "\nstdout:\n" + stdout() + "\nstderr:\n" + stderr();
    }

    private String read(String stream) {
        try {
            return new String(Files.readAllBytes(output.resolve(stream)), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
