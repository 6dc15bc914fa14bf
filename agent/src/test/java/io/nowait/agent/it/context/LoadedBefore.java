package io.nowait.agent.it.context;

import io.nowait.agent.it.Served;
import io.nowait.runtime.NonBlocking;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** A child program whose class was loaded before the agent came. Its argument is a file that is there when the agent is. */
public final class LoadedBefore {
    private LoadedBefore() {}

    /** Runs it. */
    public static void main(String[] file) throws Exception {
        annotated();
        System.out.println("ready");
        while (!Files.exists(Path.of(file[0]))) {
            Thread.sleep(10);
        }
        Served.by(LoadedBefore::annotated);
    }

    @NonBlocking
    private static ByteBuffer annotated() {
        return ByteBuffer.allocateDirect(5000);
    }
}
