package io.nowait.agent.it.library;

import com.github.luben.zstd.Zstd;
import io.nowait.agent.it.Served;
import java.nio.ByteBuffer;

/** A child program: compresses bytes from a direct buffer into direct buffers that zstd-jni allocates, and back. */
public final class Compression {
    private static final int ROUNDS = 200;

    private Compression() {}

    /** Runs it; no arguments. */
    public static void main(String[] none) throws Exception {
        Served.by(() -> ByteBuffer.allocateDirect(16_384));
        long compressedBytes = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] data = Bytes.of(round, 16_000 + 13 * round);
            ByteBuffer compressed = Zstd.compress(direct(data), 3);
            if (!compressed.isDirect()) {
                throw new AssertionError("not direct: " + compressed);
            }
            byte[] copy = new byte[compressed.remaining()];
            compressed.duplicate().get(copy);
            Bytes.same(Zstd.compress(data, 3), copy);
            ByteBuffer back = Zstd.decompress(compressed, data.length);
            byte[] decompressed = new byte[back.remaining()];
            back.get(decompressed);
            Bytes.same(data, decompressed);
            compressedBytes += copy.length;
        }
        System.out.println(ROUNDS + " rounds back to the same bytes, " + compressedBytes + " compressed");
    }

    private static ByteBuffer direct(byte[] data) {
        return ByteBuffer.allocateDirect(data.length).put(data).flip();
    }
}
