package io.nowait.examples.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that runs a class of the runner's own class path, talked to through lines on its standard input and output.
 *
 * <p>It outlives neither the runner nor its time limit. What it says on standard error appears on the runner's when it is
 * closed. Not thread-safe.
 */
public final class ChildJvm implements AutoCloseable {
    private final String name;
    private final Path errors;
    private final Process process;
    private final Thread killer;
    private final CompletableFuture<Process> end;
    private final BufferedReader output;
    private final Writer input;

    private ChildJvm(String name, Path errors, Process process, int limitSeconds) {
        this.name = name;
        this.errors = errors;
        this.process = process;
        this.output = process.inputReader();
        this.input = process.outputWriter();
        this.killer = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(killer);
        this.end = process.onExit().orTimeout(limitSeconds, TimeUnit.SECONDS).exceptionallyCompose(late -> kill());
    }

    /** Starts {@code main} on the runner's own class path, to be killed unless it ends within {@code limitSeconds}. */
    public static ChildJvm start(Path java, List<String> flags, Class<?> main, List<String> arguments, int limitSeconds)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        Path errors = Files.createTempFile("nowait-example-", ".stderr");
        errors.toFile().deleteOnExit();
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            return new ChildJvm(main.getSimpleName(), errors, process, limitSeconds);
        } catch (IOException e) {
            Files.delete(errors);
            throw e;
        }
    }

    /** Returns the next line of the child's output; throws {@link IOException} if it ends without one. */
    public String readLine() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException(name + " ended too early, with exit status " + status());
        }
        return line;
    }

    public void send(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
    }

    /** Closes the child's standard input, which asks the server to end. */
    public void closeInput() throws IOException {
        input.close();
    }

    /** Waits for the child's end; throws {@link IOException} unless its exit status is 0. */
    public void awaitSuccess() throws IOException {
        int status = status();
        if (status != 0) {
            throw new IOException(name + " failed, with exit status " + status);
        }
    }

    private int status() {
        return end.join().exitValue();
    }

    /** Kills through the handle: {@link Process#destroyForcibly} would also close the output before it is read. */
    private CompletableFuture<Process> kill() {
        process.toHandle().destroyForcibly();
        return process.onExit();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Runtime.getRuntime().removeShutdownHook(killer);
        String said = Files.readString(errors);
        Files.delete(errors);
        if (!said.isEmpty()) {
            System.err.printf("standard error of %s:%n%s%n", name, said);
        }
    }
}
