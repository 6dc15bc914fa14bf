package io.nowait.runtime.reserve;

import io.nowait.runtime.page.Jdk;
import io.nowait.runtime.page.Numbers;
import io.nowait.runtime.page.Slabs;
import io.nowait.runtime.reclaim.GracePeriods;
import io.nowait.runtime.reclaim.Mode;
import io.nowait.runtime.reclaim.Stall;
import java.nio.ByteBuffer;

/**
 * Lends and takes back a buffer, some hundred times, on a small pool of its own that does not count against the limit.
 *
 * <p>It initialises and links all that the allocation path will need, off the application's threads, and proves that the
 * JDK's internals are what they are taken for before anyone depends on them.
 */
public final class Rehearsal implements Demand, Incidents {
    private static final long CAP = 1 << 20;
    private static final int CAPACITY = 5000;

    /** The JVM makes a method handle's own copy of its code at about the 127th call (-Djava.lang.invoke.MethodHandle.CUSTOMIZE_THRESHOLD). */
    private static final int ROUNDS = 300;

    private static final SiteContext NON_BLOCKING = new SiteContext("rehearsal", false);

    private Rehearsal() {}

    /**
     * Runs it; the memory is given back.
     *
     * @throws IllegalStateException if a buffer is not as it should be
     */
    public static void run() {
        GracePeriods grace = new GracePeriods(new Numbers());
        Policy policy = new Policy(Mode.GRACE, CAP, Long.MAX_VALUE, ContextRule.NONE);
        Rehearsal audience = new Rehearsal();
        Pool pool =
                new Pool(1, new Slabs(CAP, false), Sizing.of(CAP, Long.MAX_VALUE), audience, grace, policy, audience);
        Refill refill = new Refill(pool);
        check(pool.lend(CAPACITY, 0) == null, "a buffer from an empty pool");
        for (Stock stock : pool.reserves.mine().stocks) {
            if (stock != null) {
                boolean more = true;
                refill.visit(stock, 1_000_000);
                while (more) {
                    more = refill.proceed(stock, true);
                }
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            lendAndFree(pool);
            makeAndFreeLoose(pool);
        }
        // As a reader, and with another, so that what is freed is retired.
        Object selector = new Object();
        grace.readers().add(new Thread("nowait-rehearsal"));
        for (int round = 0; round < ROUNDS; round++) {
            grace.back(grace.aboutToWait(selector), selector);
            grace.pass(selector);
            lendAndFree(pool);
            makeAndFreeLoose(pool);
            pool.reclaim(System.nanoTime(), 1);
            pool.sweep(System.nanoTime());
        }
        pool.calledJdk(0, 0, true);
        grace.aboutToWait(selector);
        check(pool.waiting().batches() > 0, "nothing that waited");
        check(Jdk.tryReserve(0), "no room for nothing");
        pool.relinquish();
        check(pool.audit().isEmpty() && pool.holdings().held() == 0, "memory that was not given back");
    }

    private static void lendAndFree(Pool pool) {
        ByteBuffer buffer = pool.lend(CAPACITY, 0);
        if (buffer == null || !isWhole(buffer)) {
            throw new IllegalStateException("rehearsal: a buffer that is not whole");
        }
        buffer.putLong(0, -1);
        check(!pool.free(buffer.slice()), "a view that was freed");
        check(pool.free(buffer), "a buffer that could not be freed");
        check(pool.free(buffer) && pool.doubleFrees() > 0, "a second free that went unseen");
    }

    /** Of no capacity, which finds room under any limit. They do not count. */
    private static void makeAndFreeLoose(Pool pool) {
        ByteBuffer buffer;
        try {
            buffer = pool.lendAfterMiss(0, 0, NON_BLOCKING, true);
        } catch (Refused impossible) {
            throw new IllegalStateException(impossible);
        }
        if (buffer == null || !buffer.isDirect() || buffer.capacity() != 0) {
            throw new IllegalStateException("rehearsal: a loose buffer that is not whole");
        }
        check(!pool.free(buffer.duplicate()), "a view of a loose buffer that was freed");
        check(pool.free(buffer), "a loose buffer that could not be freed");
    }

    private static boolean isWhole(ByteBuffer buffer) {
        return buffer.isDirect()
                && buffer.capacity() == CAPACITY
                && buffer.remaining() == CAPACITY
                && buffer.getLong(0) == 0
                && buffer.getLong(CAPACITY - Long.BYTES) == 0;
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException("rehearsal: " + otherwise);
        }
    }

    @Override
    public void stalled(Stall stall) {}

    @Override
    public void writtenAfterFree(WriteAfterFree write) {}

    @Override
    public void quarantined() {
        throw new IllegalStateException("rehearsal: a run that was given back too early");
    }

    @Override
    public void unmet() {}

    @Override
    public void pressed(long bytes, Urgency urgency) {}

    @Override
    public void shortOf(long bytes) {}
}
