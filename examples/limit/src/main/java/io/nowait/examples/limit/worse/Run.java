package io.nowait.examples.limit.worse;

import io.nowait.examples.limit.Direct;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Does what a plan says, on the threads it says, and notes what is refused. */
final class Run {
    private final List<Hand> hands;
    private final ByteBuffer[] slots;
    private final List<String> refused = new ArrayList<>();
    private int step;

    private Run(int slots, boolean loops) {
        this.slots = new ByteBuffer[slots];
        hands = IntStream.range(0, Plan.HANDS)
                .mapToObj(i -> new Hand(loops && i % 2 == 1, i))
                .toList();
    }

    /**
     * Returns the steps that were refused, each with its size and what the error said.
     *
     * @param loops whether every second thread runs a selector loop
     */
    static List<String> of(List<Step> plan, boolean loops) {
        Run run = new Run(plan.size(), loops);
        plan.forEach(run::perform);
        run.end();
        return run.refused;
    }

    private void perform(Step todo) {
        step++;
        hands.get(todo.hand()).tell(todo.size() == 0 ? () -> free(todo.slot()) : () -> allocate(todo));
    }

    private void allocate(Step todo) {
        try {
            ByteBuffer buffer = todo.foreign() ? Foreign.allocate(todo.size()) : Own.allocate(todo.size());
            check(buffer, todo.size());
            slots[todo.slot()] = buffer;
        } catch (OutOfMemoryError e) {
            refused.add(step + ": " + todo.size() + " bytes, " + e.getMessage());
        }
    }

    private static void check(ByteBuffer buffer, int size) {
        int last = size - 1;
        if (buffer.capacity() != size || buffer.get(0) != 0 || buffer.get(last) != 0) {
            throw new IllegalStateException(buffer + " is not " + size + " bytes of zeros");
        }
        buffer.put(0, (byte) 1).put(last, (byte) 1);
    }

    private void free(int slot) {
        if (slots[slot] != null) {
            Direct.free(slots[slot]);
            slots[slot] = null;
        }
    }

    private void end() {
        for (int slot = 0; slot < slots.length; slot++) {
            free(slot);
        }
        hands.forEach(Hand::close);
    }
}
