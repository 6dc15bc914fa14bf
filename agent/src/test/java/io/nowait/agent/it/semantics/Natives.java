package io.nowait.agent.it.semantics;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/** Native code that reads and writes through a buffer's address. */
final class Natives {
    private Natives() {}

    @Point
    static Map<Integer, String> zstdCompressesAndDecompresses() {
        Map<Integer, String> lines = new TreeMap<>();
        for (int round = 0; round < 5; round++) {
            for (int capacity : Sizes.TYPICAL) {
                ByteBuffer plain = Pattern.fill(ByteBuffer.allocateDirect(capacity), round);
                ByteBuffer packed = ByteBuffer.allocateDirect((int) Zstd.compressBound(capacity));
                ByteBuffer unpacked = ByteBuffer.allocateDirect(capacity);
                int length = Zstd.compress(packed, plain, 3);
                packed.flip();
                lines.put(capacity, length + " " + Pattern.sum(packed) + " " + Zstd.decompress(unpacked, packed));
                Pattern.check(unpacked, round);
                Direct.free(plain);
                Direct.free(packed);
                Direct.free(unpacked);
            }
        }
        return lines;
    }

    @Point
    static String zstdTakesSlices() {
        ByteBuffer plain = Pattern.fill(ByteBuffer.allocateDirect(65536), 1).slice(100, 50_000);
        ByteBuffer packed = ByteBuffer.allocateDirect(65536).slice(50, 60_000);
        ByteBuffer unpacked = ByteBuffer.allocateDirect(65536).slice(25, 50_000);
        Zstd.compress(packed, plain.duplicate(), 3);
        Zstd.decompress(unpacked, packed.flip());
        Check.that(unpacked.flip().equals(plain), "decompressed otherwise");
        return Pattern.sum(unpacked);
    }
}
