package io.nowait.examples.stress;

import io.nowait.examples.stress.Tally.Event;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The ways in which one thread gives holdings up. */
final class Release {
    private static final int REMEMBERED = 8;

    private final World world;
    private final SplittableRandom random;
    private final List<ByteBuffer> freed = new ArrayList<>();
    private final List<ByteBuffer> lost = new ArrayList<>();

    Release(World world, SplittableRandom random) {
        this.world = world;
        this.random = random;
    }

    /** Frees explicitly or drops, at random, after checking all bytes. */
    void giveUp(Holding holding) {
        holding.checkAll().ifPresent(world.findings()::report);
        world.tally().add(Event.CHECKED);
        boolean drop = holding.isDoomed() || random.nextInt(12) == 0;
        if (drop && holding.doom(world.graveyard())) {
            world.ledger().dropped(holding.capacity());
            world.tally().add(Event.DROPPED);
        } else {
            free(holding.root(), holding.charged());
        }
    }

    /** Frees once more a buffer that was freed a while ago; its memory may have another holder by now. */
    void freeAgain() {
        if (!freed.isEmpty()) {
            Jdk.free(freed.remove(random.nextInt(freed.size())));
            world.tally().add(Event.FREED_AGAIN_LATER);
        }
    }

    private void free(ByteBuffer root, Budget charged) {
        if (random.nextInt(16) == 0) {
            mustNotFree(root.duplicate());
        }
        if (world.options().sabotage() == Sabotage.LOST && random.nextInt(64) == 0) {
            lost.add(root);
        } else {
            Jdk.free(root);
        }
        world.ledger().freed(root.capacity());
        charged.giveBack(root.capacity());
        world.tally().add(Event.FREED);
        if (random.nextInt(8) == 0) {
            Jdk.free(root);
            world.tally().add(Event.FREED_TWICE_AT_ONCE);
        }
        if (freed.size() < REMEMBERED && random.nextInt(4) == 0) {
            freed.add(root);
        }
    }

    private void mustNotFree(ByteBuffer view) {
        try {
            Jdk.free(view);
            world.findings().report(new Violation("semantics", "invokeCleaner accepted a duplicate"));
        } catch (IllegalArgumentException e) {
            world.tally().add(Event.FREE_OF_A_VIEW_REJECTED);
        }
    }
}
