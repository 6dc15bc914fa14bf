package io.nowait.agent.it.loading;

import io.nowait.agent.it.Served;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A child program: uses the methods of {@link Kinds}, prints "ready", waits until a file is there (its argument), and
 * uses them again; the one with a static initialiser last, when the reserves serve.
 */
public final class Early {
    private Early() {}

    /** Runs it. */
    public static void main(String[] file) throws Exception {
        useOnce();
        System.out.println("ready");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(50);
        while (!Files.exists(Path.of(file[0])) && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        System.out.println("constructor " + Served.by(() -> Kinds.constructor(8192)));
        System.out.println("lambda " + Served.by(() -> Kinds.lambda(8192)));
        System.out.println("interface " + Served.by(() -> Kinds.face(8192)));
        System.out.println("reference " + Served.by(() -> Kinds.reference(8192)));
        useOnce();
        System.out.println("initialiser " + Kinds.initialiser(8192).capacity());
        System.out.println("done");
    }

    private static void useOnce() throws Exception {
        ByteBuffer[] buffers = {
            Kinds.constructor(8192),
            Kinds.lambda(8192),
            Kinds.face(8192),
            Kinds.reference(8192),
            Kinds.serializable(8192)
        };
        for (ByteBuffer buffer : buffers) {
            if (buffer.capacity() != 8192) {
                throw new AssertionError(buffer);
            }
        }
    }
}
