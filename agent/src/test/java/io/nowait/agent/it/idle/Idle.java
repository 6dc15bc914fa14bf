package io.nowait.agent.it.idle;

import io.nowait.agent.it.Served;
import java.nio.ByteBuffer;

/** A child program: with the argument "used", draws buffers from the reserves first; then does nothing for long. */
public final class Idle {
    private Idle() {}

    /** Runs it. */
    public static void main(String[] used) throws Exception {
        if (used.length > 0) {
            Use.run();
        }
        System.out.println("idle");
        Thread.sleep(120_000);
    }

    /** Has a site; not loaded by a run that is not to use any. */
    private static final class Use {
        static void run() throws Exception {
            for (int capacity = 4096; capacity <= 65_536; capacity *= 2) {
                int size = capacity;
                Served.by(() -> ByteBuffer.allocateDirect(size));
            }
        }
    }
}
