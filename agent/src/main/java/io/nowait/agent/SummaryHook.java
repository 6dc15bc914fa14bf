package io.nowait.agent;

import io.nowait.agent.option.Options;
import io.nowait.agent.rewrite.Rewriting;
import io.nowait.runtime.Control;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the summary when the JVM ends. */
final class SummaryHook extends Thread {
    private final String where;
    private final Rewriting rewriting;

    /**
     * A hook that is not registered yet.
     *
     * @param where {@link Options#STDERR} or a file's path
     * @param rewriting knows what became of the classes
     */
    SummaryHook(String where, Rewriting rewriting) {
        super("nowait-summary");
        this.where = where;
        this.rewriting = rewriting;
    }

    @Override
    public void run() {
        try {
            if (!rewriting.isLinked()) {
                throw new IllegalStateException("there is no runtime");
            }
            write(Summary.json(Control.snapshot(), Control.trouble(), rewriting.counts()));
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
