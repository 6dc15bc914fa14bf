package io.nowait.runtime.page;

import io.nowait.runtime.nullness.Nullable;
import java.util.ArrayList;

/**
 * Checks that every run is in exactly one place and that {@code lent + retired + free = held}.
 *
 * <p>Exact only while nobody allocates, frees or moves runs; the caller sees to that. Not thread-safe.
 */
public final class Audit {
    private final RunTable runs;
    private final long counted;
    private final ArrayList<String> violations = new ArrayList<>();
    private final ArrayList<Run> known = new ArrayList<>();
    private String[] places = new String[64];
    private long lent;
    private long retired;
    private long free;
    private long out;

    Audit(RunTable runs, long counted) {
        this.runs = runs;
        this.counted = counted;
    }

    void addSlab(Slab slab) {
        for (int i = 0; i < slab.runCount(); i++) {
            Run run = slab.run(i);
            known.add(run);
            if (runs.get(run.id) != run) {
                violations.add(name(run) + " is not in the table");
            }
            Lease lease = run.lease;
            if (lease != null && lease.isLive()) {
                place(run, "lent");
                lent += run.bytes();
                out += run.counted;
            } else if (lease != null && lease.awaitsProof()) {
                place(run, "awaiting proof");
                retired += run.bytes();
                out += run.counted;
            }
        }
        addChain("parked", slab.parked);
    }

    /** Enters the runs of a stack as free, under the name of the place. */
    public void addFree(String place, RunStack stack) {
        addChain(place, stack.top(stack.head()));
    }

    /** Enters the runs of a chain as retired, under the name of the place. */
    public void addRetired(String place, @Nullable Run top) {
        long before = free;
        addChain(place, top);
        retired += free - before;
        free = before;
    }

    /** Enters the runs of all batches as free, under the name of the place. */
    public void addFree(String place, BatchStack stack) {
        int batches = 0;
        for (Run top = stack.top(stack.head()); top != null; top = runs.get(stack.below(top))) {
            addChain(place, top);
            batches++;
        }
        if (batches != stack.depth()) {
            violations.add(place + " counts " + stack.depth() + " batches and holds " + batches);
        }
    }

    private void addChain(String place, @Nullable Run top) {
        int length = 0;
        for (Run run = top; run != null && length <= known.size() + 1_000_000; run = Chain.below(runs, run)) {
            length++;
            place(run, place);
            free += run.bytes();
            if (!place.equals("parked")) {
                out += run.counted;
            }
        }
        if (top != null && top.depth != length) {
            violations.add(place + " counts " + top.depth + " runs and holds " + length);
        }
    }

    private void place(Run run, String place) {
        if (run.id >= places.length) {
            places = java.util.Arrays.copyOf(places, Math.max(run.id + 1, places.length * 2));
        }
        String other = places[run.id];
        if (other != null) {
            violations.add(name(run) + " is both " + other + " and " + place);
        }
        places[run.id] = place;
    }

    /** Ends the audit: one line a violation, empty if there is none. */
    public String report() {
        long held = 0;
        for (Run run : known) {
            held += run.bytes();
            if (run.id >= places.length || places[run.id] == null) {
                violations.add(name(run) + " is nowhere");
            }
        }
        if (lent + retired + free != held) {
            violations.add("lent " + lent + " + retired " + retired + " + free " + free + " != held " + held);
        }
        if (out != counted) {
            violations.add("runs out of their slabs " + out + " != counted " + counted);
        }
        return String.join("\n", violations);
    }

    private static String name(Run run) {
        return "run " + run.id + " of " + run.bytes() + " bytes";
    }
}
