package io.nowait.agent;

import io.nowait.agent.option.Options;
import io.nowait.agent.rewrite.Counts;
import io.nowait.runtime.Control;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the summary when the JVM ends. */
final class SummaryHook extends Thread {
    private final String where;
    private final Counts counts;

    /**
     * A hook that is not registered yet.
     *
     * @param where {@link Options#STDERR} or a file's path
     * @param counts what became of the classes
     */
    SummaryHook(String where, Counts counts) {
        super("nowait-summary");
        this.where = where;
        this.counts = counts;
    }

    @Override
    public void run() {
        try {
            write(Summary.json(Control.snapshot(), counts));
        } catch (Throwable failure) {
            Install.say("no summary in " + where + ": " + failure);
        }
    }

    private void write(String json) throws IOException {
        if (where.equals(Options.STDERR)) {
            System.err.print(json);
            return;
        }
        try (OutputStream out = new FileOutputStream(where)) {
            out.write(json.getBytes(StandardCharsets.UTF_8));
        }
    }
}
