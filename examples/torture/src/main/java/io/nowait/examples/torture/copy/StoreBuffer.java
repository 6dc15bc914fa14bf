package io.nowait.examples.torture.copy;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** Holds stores back for a while, for a mutant: what a processor's store buffer does for nanoseconds. */
public final class StoreBuffer {
    private static final long LONGEST_NANOS = 5_000_000;
    private static final Map<LongConsumer, Long> HELD = new ConcurrentHashMap<>();

    static {
        Thread drain = new Thread(StoreBuffer::drainAll, "store buffer");
        drain.setDaemon(true);
        drain.start();
    }

    private StoreBuffer() {}

    /** Stores now, or in a while. */
    public static void later(LongConsumer place, long value) {
        if (ThreadLocalRandom.current().nextBoolean()) {
            place.accept(value);
        } else {
            HELD.put(place, value);
        }
    }

    /** Stores what is held back for that place. */
    public static void drain(LongConsumer place) {
        HELD.computeIfPresent(place, (reader, value) -> {
            reader.accept(value);
            return null;
        });
    }

    private static void drainAll() {
        while (true) {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_NANOS));
            HELD.keySet().forEach(StoreBuffer::drain);
        }
    }
}
