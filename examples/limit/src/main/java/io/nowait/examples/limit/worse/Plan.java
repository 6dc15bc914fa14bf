package io.nowait.examples.limit.worse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a run does: a function of its seed and nothing else, so that both sides do the same whatever they are refused.
 *
 * <p>It fills up to its target, to the byte, in sizes that no size class fits, then again and again frees a few buffers and fills
 * up. In some runs half of what goes is dropped, for the collector to find. What is asked for never exceeds the target, but in some runs
 * at 100 %, which end by asking for a byte too much: all else the plain JDK grants, if its collector is quick enough.
 */
final class Plan {
    /** Threads that allocate and free. */
    static final int HANDS = 4;

    private static final int ROUNDS = 30;
    private static final int MOST_LET_GO = 6;
    private static final int LARGEST_PART = 24;

    /** Sizes that most of a run's allocations have, so that a pool can learn what is asked for. */
    private static final int USUAL = 6;

    private final List<Step> steps = new ArrayList<>();
    private final List<Integer> live = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final SplittableRandom random;
    private final long target;
    private final int largest;
    private final boolean mixed;
    private final boolean drops;
    private final int[] usual = new int[USUAL];
    private long bytes;

    private Plan(long seed, long limit, int percent, boolean mixed) {
        this.random = new SplittableRandom(seed * 1_000 + percent * 2L + (mixed ? 1 : 0));
        this.target = limit * percent / 100;
        this.largest = (int) (limit / LARGEST_PART);
        this.mixed = mixed;
        this.drops = random.nextInt(3) == 0;
        Arrays.setAll(usual, i -> anySize());
    }

    /**
     * Returns the steps in order.
     *
     * @param limit bytes that the JVM may still reserve
     * @param percent how much of them the run uses
     * @param mixed whether a third of the buffers comes from code that is not rewritten
     */
    static List<Step> of(long seed, long limit, int percent, boolean mixed) {
        Plan plan = new Plan(seed, limit, percent, mixed);
        plan.fill();
        for (int round = 0; round < ROUNDS; round++) {
            plan.letGo();
            plan.fill();
        }
        if (percent == 100 && plan.random.nextInt(8) == 0) {
            plan.allocate(1 + plan.random.nextInt(plan.largest));
        }
        return plan.steps;
    }

    private void fill() {
        while (bytes < target) {
            int size = (int) Math.min(size(), target - bytes);
            bytes += size;
            live.add(sizes.size());
            allocate(size);
        }
    }

    private void allocate(int size) {
        Step.Act act = mixed && random.nextInt(3) == 0 ? Step.Act.FOREIGN : Step.Act.OWN;
        steps.add(new Step(random.nextInt(HANDS), act, sizes.size(), size));
        sizes.add(size);
    }

    private void letGo() {
        int count = Math.min(live.size(), 1 + random.nextInt(MOST_LET_GO));
        for (int i = 0; i < count; i++) {
            int at = random.nextInt(live.size());
            int slot = live.set(at, live.get(live.size() - 1));
            live.remove(live.size() - 1);
            bytes -= sizes.get(slot);
            Step.Act act = drops && random.nextBoolean() ? Step.Act.DROP : Step.Act.FREE;
            steps.add(new Step(random.nextInt(HANDS), act, slot, 0));
        }
    }

    private int size() {
        return random.nextInt(4) > 0 ? usual[random.nextInt(USUAL)] : anySize();
    }

    /** A little more than a power of two or three quarters of one; 5 KiB; anything; and what is not pooled at all. */
    private int anySize() {
        int power = 1 << random.nextInt(11, 18);
        int size = switch (random.nextInt(8)) {
            case 0, 1 -> power + 1;
            case 2 -> power / 4 * 3 + 1;
            case 3 -> power + 16 + random.nextInt(power / 4);
            case 4, 5 -> 5 << 10;
            case 6 -> random.nextInt(1, largest + 1);
            default -> random.nextInt(1, 4096);
        };
        return Math.min(size, largest);
    }
}
