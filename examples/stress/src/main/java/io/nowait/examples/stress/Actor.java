package io.nowait.examples.stress;

import io.nowait.examples.stress.Tally.Event;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The life of one thread: random steps on its own holdings, each inside the gate; what is left at its death others adopt. */
final class Actor {
    private static final ByteBuffer ZEROS = ByteBuffer.allocate(Sizes.LARGEST);

    private final World world;
    private final Budget budget;
    private final int mostHeld;
    private final String name;
    private final SplittableRandom random;
    private final Release release;
    private final List<Holding> held = new ArrayList<>();

    Actor(World world, Budget budget, int mostHeld, String kind) {
        this.world = world;
        this.budget = budget;
        this.mostHeld = mostHeld;
        long number = world.holders().incrementAndGet();
        this.name = kind + "-" + number;
        this.random = new SplittableRandom(Pattern.key(world.options().seed(), number));
        this.release = new Release(world, random);
    }

    SplittableRandom random() {
        return random;
    }

    /** One random step. */
    void step() throws InterruptedException {
        long stamp = world.gate().enter();
        try {
            act();
            world.tally().add(Event.STEP);
        } finally {
            world.gate().leave(stamp);
        }
    }

    /** Gives up half of what it holds, so that its reserve is full while it sleeps. */
    void slimDown() throws InterruptedException {
        long stamp = world.gate().enter();
        try {
            for (int n = held.size() / 2; n > 0; n--) {
                release.giveUp(takeOne());
            }
        } finally {
            world.gate().leave(stamp);
        }
    }

    /** Leaves all it holds to the market while there is room, and gives up the rest. */
    void die() throws InterruptedException {
        long stamp = world.gate().enter();
        try {
            while (!held.isEmpty()) {
                Holding last = takeOne();
                if (!handOver(last)) {
                    release.giveUp(last);
                }
            }
        } finally {
            world.gate().leave(stamp);
        }
    }

    private void act() {
        int dice = random.nextInt(100);
        if (held.size() >= mostHeld) {
            release.giveUp(takeOne());
        } else if (held.isEmpty() || dice < 35) {
            if (!allocate()) {
                makeRoom();
            }
        } else if (dice < 60) {
            checkOne();
        } else if (dice < 82) {
            release.giveUp(takeOne());
        } else if (dice < 90) {
            Holding one = takeOne();
            if (!handOver(one)) {
                held.add(one);
            }
        } else if (dice < 96) {
            adopt();
        } else if (dice < 98) {
            release.freeAgain();
        } else if (held.get(random.nextInt(held.size())).keepOnlyView(random, world.graveyard())) {
            world.tally().add(Event.ONLY_A_VIEW_KEPT);
        }
    }

    /** Gives something up rather than wait for a smaller size to fit; else only small buffers would be left in time. */
    private void makeRoom() {
        if (held.isEmpty()) {
            adopt();
        } else {
            release.giveUp(takeOne());
        }
    }

    private boolean allocate() {
        int capacity = Sizes.next(random);
        if (!budget.take(capacity)) {
            return false;
        }
        ByteBuffer root;
        try {
            root = ByteBuffer.allocateDirect(capacity);
        } catch (OutOfMemoryError e) {
            budget.giveBack(capacity);
            refused(capacity, e);
            return true;
        }
        world.ledger().allocated(capacity);
        world.tally().add(Event.ALLOCATED);
        sabotageFresh(root);
        checkFresh(root, capacity);
        keep(new Holding(root, budget));
        return true;
    }

    /** The plain JDK refuses at its limit; far from it, nothing may. */
    private void refused(int capacity, OutOfMemoryError e) {
        Ledger ledger = world.ledger();
        long own = ledger.liveBytes() + ledger.droppedBytes() + capacity;
        if (own > world.directLimit() / 4 * 3) {
            world.tally().add(Event.REFUSED_AT_THE_LIMIT);
        } else {
            world.findings().unexpected(e);
        }
    }

    private void checkFresh(ByteBuffer root, int capacity) {
        if (!root.isDirect()
                || root.isReadOnly()
                || root.position() != 0
                || root.limit() != capacity
                || root.capacity() != capacity
                || root.order() != ByteOrder.BIG_ENDIAN) {
            world.findings().report(new Violation("semantics", "asked for " + capacity + ", got " + root));
        }
        int bad = root.mismatch(ZEROS.slice(0, capacity));
        if (bad >= 0) {
            world.findings()
                    .report(Violation.ofByte("unzeroed", name, "fresh root", capacity, bad, 0, root.get(bad) & 0xFF));
        }
    }

    private void checkOne() {
        held.get(random.nextInt(held.size())).checkSome(random).ifPresent(world.findings()::report);
        world.tally().add(Event.CHECKED);
    }

    private boolean handOver(Holding holding) {
        sabotageHandedOver(holding);
        if (!world.market().offer(holding)) {
            return false;
        }
        world.tally().add(Event.HANDED_OVER);
        return true;
    }

    private void adopt() {
        Holding holding = world.market().poll();
        if (holding != null) {
            holding.checkAll().ifPresent(world.findings()::report);
            world.tally().add(Event.CHECKED);
            world.tally().add(Event.ADOPTED);
            keep(holding);
        }
    }

    private void keep(Holding holding) {
        long holder = world.holders().incrementAndGet();
        holding.stamp(name + "/" + holder, Pattern.key(world.options().seed(), holder));
        held.add(holding);
    }

    private Holding takeOne() {
        int last = held.size() - 1;
        int index = random.nextInt(held.size());
        Holding taken = held.get(index);
        held.set(index, held.get(last));
        held.remove(last);
        return taken;
    }

    private void sabotageFresh(ByteBuffer root) {
        if (world.options().sabotage() == Sabotage.UNZEROED && root.capacity() > 0 && random.nextInt(64) == 0) {
            root.put(random.nextInt(root.capacity()), (byte) 1);
        }
    }

    /** Writes just before the hand-over what a late writer would write just after; so the fault cannot hit freed memory. */
    private void sabotageHandedOver(Holding holding) {
        if (world.options().sabotage() == Sabotage.EARLY_REUSE && !holding.isDoomed() && holding.capacity() > 0) {
            ByteBuffer stale = holding.root().duplicate();
            int place = random.nextInt(stale.capacity());
            stale.put(place, (byte) ~stale.get(place));
        }
    }
}
