package io.nowait.examples.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ViewTest {
    private static final long KEY = Pattern.key(1, 2);

    @Test
    void everyViewOfAViewShowsThePatternWrittenThroughTheRoot() {
        SplittableRandom random = new SplittableRandom(3);
        TreeSet<String> seen = new TreeSet<>();
        for (int n = 0; n < 5_000; n++) {
            View view = written(random.nextInt(100));
            for (int depth = 0; depth < 3; depth++) {
                assertThat(view.check("nobody", KEY)).isEmpty();
                view = view.look(random);
                seen.add(view.lens());
            }
        }
        assertThat(seen)
                .contains("root", "duplicate", "read-only", "slice", "read-only slice", "ints", "slice > ints > slice");
    }

    @Test
    void anyByteChangedIsFoundAtItsPlace() {
        for (int size : new int[] {1, 7, 8, 9, 64, 67}) {
            for (int place = 0; place < size; place++) {
                View view = written(size);
                ByteBuffer root = (ByteBuffer) view.memory();
                root.put(place, (byte) ~root.get(place));
                assertThat(view.check("me", KEY).orElseThrow().detail())
                        .startsWith("holder me, through root from byte 0, size " + size + ", offset " + place + ",");
            }
        }
    }

    @Test
    void anIntChangedIsFoundThroughAnIntView() {
        View view = written(64);
        View ints = new View(((ByteBuffer) view.memory()).slice(20, 40).asIntBuffer(), 20, "ints");
        ((ByteBuffer) view.memory()).put(28, (byte) 0);
        assertThat(ints.check("me", KEY).orElseThrow().detail())
                .startsWith("holder me, through ints from byte 20, size 40, offset 8,");
    }

    @Test
    void thePatternOfAnotherHolderOrOfNobodyDoesNotPass() {
        View view = written(8);
        assertThat(view.check("other", Pattern.key(1, 3))).isPresent();
        assertThat(View.of(ByteBuffer.allocateDirect(1 << 16)).check("nobody", KEY))
                .isPresent();
    }

    private static View written(int size) {
        View view = View.of(ByteBuffer.allocateDirect(size));
        view.fill(KEY);
        return view;
    }
}
