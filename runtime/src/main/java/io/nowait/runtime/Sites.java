package io.nowait.runtime;

import io.nowait.runtime.nullness.Nullable;
import io.nowait.runtime.reserve.SiteContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The call sites and their numbers.
 *
 * <p>A site keeps its number as long as the JVM runs, through detach and attach, whichever loader loads its class. After
 * {@link #MOST} sites all others share number 0. Thread-safe; of its methods only {@link #context} is for the allocation path.
 */
public final class Sites {
    /** Sites with a number of their own. */
    public static final int MOST = 16_383;

    private static final HashMap<String, Integer> NUMBERS = new HashMap<>();
    private static final ArrayList<String> DESCRIPTIONS = new ArrayList<>();

    /** What has been decided of a site, by its number. Replaced by another copy under the lock. */
    private static volatile SiteContext[] contexts = {SiteContext.NONE};

    /** Allocations by site while there was no pool. Replaced by a longer copy under the lock; the counters stay. */
    private static volatile AtomicLong[] withoutPool = {new AtomicLong()};

    static {
        DESCRIPTIONS.add("other");
    }

    private Sites() {}

    /**
     * The number of a site, which is given when first asked for.
     *
     * @param className with dots
     * @param line 0 if unknown
     * @param ordinal which of the sites of that method and line, from 0
     * @param because why what runs there may not wait, whichever thread does; null if it may. The last who numbers the site says
     * @param exempt whether it is exempt from what those who may not wait usually get when there is no memory; the last says that, too
     */
    public static synchronized int number(
            String className, String method, int line, int ordinal, @Nullable String because, boolean exempt) {
        String description = className.concat(".").concat(method).concat(":").concat(Integer.toString(line));
        String key = description.concat("#").concat(Integer.toString(ordinal));
        Integer known = NUMBERS.get(key);
        if (known != null) {
            if (!Objects.equals(because, contexts[known].nonBlockingBecause()) || exempt != contexts[known].exempt()) {
                setContext(known, because, exempt);
            }
            return known;
        }
        if (DESCRIPTIONS.size() > MOST) {
            return 0;
        }
        int number = DESCRIPTIONS.size();
        AtomicLong[] counters = Arrays.copyOf(withoutPool, number + 1);
        counters[number] = new AtomicLong();
        withoutPool = counters;
        setContext(number, because, exempt);
        DESCRIPTIONS.add(description);
        NUMBERS.put(key, number);
        Control.siteNumbered();
        return number;
    }

    private static void setContext(int number, @Nullable String because, boolean exempt) {
        SiteContext[] next = contexts;
        next = Arrays.copyOf(next, Math.max(next.length, number + 1));
        next[number] = because == null && !exempt ? SiteContext.NONE : new SiteContext(because, exempt);
        contexts = next;
    }

    /** What has been decided of that site. Two loads. */
    static SiteContext context(int site) {
        return contexts[site];
    }

    /** The site as {@code class.method:line}. */
    public static synchronized String describe(int number) {
        return DESCRIPTIONS.get(number);
    }

    /** Counts an allocation that was made while there was no pool. */
    static void countWithoutPool(int site) {
        withoutPool[site].incrementAndGet();
    }

    /** Allocations at a site while there was no pool. */
    static long countedWithoutPool(int site) {
        return withoutPool[site].get();
    }

    /** Sites numbered until now; their numbers are 1 to this. */
    public static synchronized int count() {
        return DESCRIPTIONS.size() - 1;
    }
}
