package io.nowait.agent.it.sizing;

import io.nowait.agent.it.semantics.Direct;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * A child program that may not wait and comes to the direct limit, with buffers that it drops ({@code drop}) or holds ({@code hold}). It goes
 * on asking until the agent has asked for a collection ({@code until}), or does not wait for that ({@code never}), and then for a second.
 * It prints how often it was served after it had first been refused, which threads called {@link System#gc}, and what the agent says of
 * that.
 */
public final class Collects {
    private static final int SIZE = 64 << 10;
    private static final long LINGER_NANOS = 1_000_000_000;

    private Collects() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        boolean holds = arguments[0].equals("hold");
        boolean until = arguments[1].equals("until");
        bringUp(holds);
        List<ByteBuffer> held = new ArrayList<>();
        int refused = 0;
        int servedAgain = 0;
        try (Recording recording = new Recording()) {
            recording.enable("jdk.SystemGC");
            recording.start();
            long end = Long.MAX_VALUE;
            while (System.nanoTime() < end) {
                try {
                    ByteBuffer buffer = ByteBuffer.allocateDirect(SIZE);
                    if (holds) {
                        held.add(buffer);
                    }
                    servedAgain += refused > 0 ? 1 : 0;
                } catch (OutOfMemoryError e) {
                    refused++;
                    Thread.sleep(5);
                    if (end == Long.MAX_VALUE && (!until || figures("refills").contains("collections=1"))) {
                        end = System.nanoTime() + LINGER_NANOS;
                    }
                }
            }
            recording.stop();
            System.out.println("served again " + servedAgain + ", called by " + callers(recording) + ", "
                    + figures("refills") + ", held " + held.size());
        }
    }

    /** Waits for the pool, and lets the application be known as one that frees, or drops, its buffers. */
    private static void bringUp(boolean frees) throws Exception {
        for (int left = 100; left > 0; left -= isUp() ? 1 : 0) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(4096);
            if (frees) {
                Direct.free(buffer);
            }
            Thread.sleep(2);
        }
    }

    private static boolean isUp() throws ReflectiveOperationException {
        return !figures("memory").contains("held=0,");
    }

    private static List<String> callers(Recording recording) throws IOException {
        Path file = Files.createTempFile("nowait-it", ".jfr");
        try {
            recording.dump(file);
            List<String> callers = new ArrayList<>();
            for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
                callers.add(event.getThread().getJavaName());
            }
            return callers;
        } finally {
            Files.delete(file);
        }
    }

    /** A part of the agent's snapshot. */
    private static String figures(String part) throws ReflectiveOperationException {
        Method snapshot = Class.forName("io.nowait.runtime.Control", true, null).getMethod("snapshot");
        Object figures = snapshot.invoke(null);
        return figures.getClass().getMethod(part).invoke(figures).toString();
    }
}
