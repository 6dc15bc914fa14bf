package io.nowait.examples.torture.run;

/** Watches that grace periods end and freed pages come back, but for when somebody stalls on purpose. Counts in ticks. */
final class Progress {
    private static final int MOST_TICKS = 60;

    private final World world;
    private long completed;
    private long batches;
    private int silent;
    private int silentReclaimer;

    Progress(World world) {
        this.world = world;
    }

    /** To be called every tenth of a second. */
    void tick() {
        long completedNow = world.pipe.completed();
        long batchesNow = world.pool.waiting().batches();
        silent = world.stalling || completedNow != completed ? 0 : silent + 1;
        silentReclaimer = world.stalling || batchesNow != batches ? 0 : silentReclaimer + 1;
        completed = completedNow;
        batches = batchesNow;
        if (silent > MOST_TICKS) {
            world.findings.report("standstill", "no grace period has ended for " + MOST_TICKS + " ticks");
        } else if (silentReclaimer > MOST_TICKS) {
            world.findings.report("standstill", "no batch was given back for " + MOST_TICKS + " ticks");
        }
    }
}
