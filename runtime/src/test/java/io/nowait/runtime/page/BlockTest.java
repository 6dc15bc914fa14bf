package io.nowait.runtime.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class BlockTest {
    private static final int BYTES = 256 << 10;
    private static final int BLOCKS = 400;
    private static final int PINNED = 8;

    private static long residentKib() throws IOException {
        return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]) * 4;
    }

    @Test
    void memoryIsZeroAndBeginsAtAPage() {
        Block block = Block.allocate(BYTES);
        assertThat(block.base % SizeClasses.PAGE).isZero();
        assertThat(Jdk.byteAt(block.base)).isZero();
        assertThat(Jdk.byteAt(block.base + BYTES - 1)).isZero();
        block.free();
    }

    @Test
    void whatIsFreedIsNoLongerResidentAlsoWhenItIsDoneAgain() throws IOException {
        Random random = new Random(1);
        List<Long> resident = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            List<Block> blocks = new ArrayList<>();
            for (int i = 0; i < BLOCKS; i++) {
                Block block = Block.allocate(BYTES + random.nextInt(16) * SizeClasses.PAGE);
                Jdk.fill(block.base, BYTES, (byte) 1);
                blocks.add(block);
            }
            long used = residentKib();
            Collections.shuffle(blocks, random);
            blocks.subList(PINNED, BLOCKS).forEach(Block::free);
            resident.add(used - residentKib());
            blocks.subList(0, PINNED).forEach(Block::free);
        }
        System.out.println(
                "KiB that went back when " + (BLOCKS - PINNED) + " of " + BLOCKS + " blocks were freed: " + resident);
        assertThat(resident).allMatch(kib -> kib > 90 << 10);
    }
}
