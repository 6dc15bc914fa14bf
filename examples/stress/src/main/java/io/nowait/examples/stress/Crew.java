package io.nowait.examples.stress;

import io.nowait.examples.stress.Tally.Event;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the stated numbers of platform and virtual threads at work: each lives for a while, dies and is replaced by a fresh
 * thread. Every fourth platform thread works in bursts and sleeps long between them.
 */
final class Crew {
    private static final int STEPS_BETWEEN_SLEEPS = 400;

    private final World world;
    private final Budget platformBudget;
    private final Budget virtualBudget;
    private final CountDownLatch places;

    Crew(World world) {
        this.world = world;
        Options options = world.options();
        long live = (long) options.liveMebibytes() << 20;
        this.platformBudget = new Budget(options.virtual() == 0 ? live : live / 2);
        this.virtualBudget = new Budget(live / 2);
        this.places = new CountDownLatch(options.threads() + options.virtual());
    }

    void start() {
        for (int place = 0; place < world.options().threads(); place++) {
            startPlatform(place % 4 == 3);
        }
        for (int place = 0; place < world.options().virtual(); place++) {
            startVirtual();
        }
    }

    /** Waits until every thread has ended after the stop; false if some have not in that time. */
    boolean awaitEnd(long seconds) throws InterruptedException {
        return places.await(seconds, TimeUnit.SECONDS);
    }

    private void startPlatform(boolean sleeper) {
        Thread thread = new Thread(() -> platformLife(sleeper), sleeper ? "sleeper" : "platform");
        thread.setDaemon(true);
        world.tally().add(Event.THREAD_STARTED);
        thread.start();
    }

    private void startVirtual() {
        world.tally().add(Event.THREAD_STARTED);
        Jdk.startVirtual(this::virtualLife);
    }

    private void platformLife(boolean sleeper) {
        live(new Actor(world, platformBudget, 64, Thread.currentThread().getName()), actor -> {
            int steps = actor.random().nextInt(2_000, 40_000);
            for (int n = 1; n <= steps && !world.findings().stopped(); n++) {
                actor.step();
                if (sleeper && n % STEPS_BETWEEN_SLEEPS == 0) {
                    actor.slimDown();
                    // 50 ms to 40 s, about one second in the middle: long enough for the idle to be trimmed, too.
                    sleep((long) (50 * Math.pow(800, actor.random().nextDouble())));
                } else if (actor.random().nextInt(200) == 0) {
                    sleep(actor.random().nextInt(1, 10));
                }
            }
        });
        replace(() -> startPlatform(sleeper));
    }

    private void virtualLife() {
        live(new Actor(world, virtualBudget, 4, "virtual"), actor -> {
            int steps = actor.random().nextInt(5, 60);
            for (int n = 0; n < steps && !world.findings().stopped(); n++) {
                actor.step();
                if (actor.random().nextInt(4) == 0) {
                    sleep(actor.random().nextInt(1, 300));
                } else {
                    Thread.yield();
                }
            }
        });
        replace(this::startVirtual);
    }

    private void live(Actor actor, Life life) {
        try {
            life.of(actor);
            actor.die();
        } catch (Throwable e) {
            world.findings().unexpected(e);
        }
    }

    private void replace(Runnable next) {
        if (world.findings().stopped()) {
            places.countDown();
        } else {
            next.run();
        }
    }

    private void sleep(long millis) throws InterruptedException {
        world.tally().add(Event.SLEEP);
        world.findings().sleep(millis);
    }

    /** What an actor does from birth to death. */
    private interface Life {
        void of(Actor actor) throws InterruptedException;
    }
}
