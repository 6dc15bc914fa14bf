package io.nowait.runtime.reserve;

import io.nowait.runtime.nullness.Nullable;
import io.nowait.runtime.page.Jdk;
import io.nowait.runtime.page.Lease;
import java.util.List;

/** Fills freed memory with one byte, and finds what has been written to it since: for finding uses after a free. For the worker. */
final class Poison {
    /** Neither zero nor text, and odd, so that it makes a bad address too. */
    static final byte BYTE = (byte) 0xDB;

    private Poison() {}

    /** Poisons the memory of a lease that nobody may use any more. */
    static void put(Lease lease) {
        Jdk.fill(lease.run.address, lease.capacity, BYTE);
        lease.poisoned();
    }

    /** What was written to the memory of a lease since it was poisoned, or null if nothing, or if it never was. */
    static @Nullable WriteAfterFree find(Lease lease) {
        Throwable freed = lease.freedAt();
        if (freed == null || !lease.isPoisoned()) {
            return null;
        }
        for (int offset = 0; offset < lease.capacity; offset++) {
            byte found = Jdk.byteAt(lease.run.address + offset);
            if (found != BYTE) {
                return new WriteAfterFree(lease.site, lease.capacity, offset, found, List.of(freed.getStackTrace()));
            }
        }
        return null;
    }
}
