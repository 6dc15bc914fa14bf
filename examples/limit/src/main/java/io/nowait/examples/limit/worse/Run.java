package io.nowait.examples.limit.worse;

import io.nowait.examples.limit.Direct;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Does what a plan says, on the threads it says, and notes what is refused. */
final class Run implements AutoCloseable {
    private static final int PAUSE_MILLIS = 100;

    private final List<Step> plan;
    private final List<Hand> hands;
    private final ByteBuffer[] slots;
    private final List<String> refused = new ArrayList<>();
    private int step;

    /** Starts its threads. */
    Run(List<Step> plan, Crew crew) {
        this.plan = plan;
        this.slots = new ByteBuffer[plan.size()];
        this.hands = crew.start();
    }

    /**
     * Takes a rest far below the limit, in which a pool gets over what the run before did to it and learns what is asked for: each
     * thread allocates the plan's first few buffers and frees them, again and again.
     *
     * @param most bytes that it may use, with a plan that begins with allocations
     */
    void rest(long millis, long most) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < end) {
            hands.forEach(hand -> hand.tell(() -> useLittle(most)));
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private void useLittle(long most) {
        List<ByteBuffer> used = new ArrayList<>();
        long left = most;
        for (int i = 0; i < plan.size() && plan.get(i).size() <= left; i++) {
            left -= plan.get(i).size();
            used.add(Own.allocate(plan.get(i).size()));
        }
        used.forEach(Direct::free);
    }

    /** Does the steps; returns those that were refused, each with its size and what the error said. */
    List<String> refused() {
        plan.forEach(this::perform);
        return refused;
    }

    private void perform(Step todo) {
        step++;
        Runnable task = switch (todo.act()) {
            case OWN, FOREIGN -> () -> allocate(todo);
            case FREE -> () -> free(todo.slot());
            case DROP -> () -> slots[todo.slot()] = null;
        };
        hands.get(todo.hand()).tell(task);
    }

    private void allocate(Step todo) {
        try {
            ByteBuffer buffer =
                    todo.act() == Step.Act.FOREIGN ? Foreign.allocate(todo.size()) : Own.allocate(todo.size());
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

    /** Frees what it holds and ends its threads. */
    @Override
    public void close() {
        for (int slot = 0; slot < slots.length; slot++) {
            free(slot);
        }
        hands.forEach(Hand::close);
    }
}
