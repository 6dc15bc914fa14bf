package io.nowait.runtime;

/**
 * Keeps an application's own copy of the runtime apart from the agent's.
 *
 * <p>Most loaders ask the boot loader first. As soon as the agent has defined its copy there, they find no class of an
 * application's own any more but those that they have loaded. So an application's copy loads all that it will ever use when it
 * is initialised.
 */
final class Loaded {
    /** What delegating takes comes first: if the agent defines its copy just now, that is what must still be got. */
    private static final String[] OF_A_COPY = {
        "Delegation",
        "Operations",
        "ReadSection",
        "Refusal",
        "OwnOperations",
        "PublicCleaner",
        "PublicNumbers",
        "StandIn",
        "Stderr",
        "Stderr$Line",
        "Succession",
        "count.Durations",
        "reclaim.Barrier",
        "reclaim.Batch",
        "reclaim.BufferBatch",
        "reclaim.Credit",
        "reclaim.DeferredBuffer",
        "reclaim.DeferredBuffers",
        "reclaim.Freer",
        "reclaim.GracePeriods",
        "reclaim.PaddedLong",
        "reclaim.PaddedValue",
        "reclaim.PaddingAbove",
        "reclaim.PendingBudget",
        "reclaim.Reader",
        "reclaim.Readers",
        "reclaim.Reclaimer",
        "reclaim.Reports",
        "reclaim.Section",
        "reclaim.Stall",
        "reclaim.Stalls",
        "reclaim.VirtualThreads"
    };

    private Loaded() {}

    /** Loads the copy that an application's loader has; false if classes of it come from the agent's already. */
    static boolean completely(ClassLoader own) {
        String root = Loaded.class.getName().substring(0, Loaded.class.getName().lastIndexOf('.') + 1);
        boolean complete = true;
        try {
            for (String name : OF_A_COPY) {
                complete &= Class.forName(root.concat(name), false, own).getClassLoader() == own;
            }
        } catch (ClassNotFoundException missing) {
            throw new NoClassDefFoundError(missing.getMessage());
        }
        return complete;
    }
}
