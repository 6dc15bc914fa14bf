package io.nowait.examples.torture.mutant;

import java.util.List;
import java.util.stream.Collectors;

/** All faults. */
public final class Mutants {
    private static final List<Mutant> ALL = List.of(
            new NoFenceOnline(),
            new SlowStoreOnline(),
            new NoFenceCheck(),
            new NoFenceFree(),
            new AnnounceAhead(),
            new QuiescentWhileHolding(),
            new SectionExitTooEarly(),
            new SectionNotOnline(),
            new AnySelector(),
            new NoBackFirst(),
            new SkipOneReader(),
            new LimitAfterScan(),
            new IgnoreVirtualSections(),
            new DeadReaderBlocks(),
            new FreeIgnoresReaders(),
            new RecycleBeforeCheck(),
            new FirstToken(),
            new StartBeforeTake(),
            new SiftUnproved(),
            new AdoptWithoutGrace(),
            new AdoptAlive(),
            new WorkUnfinished(),
            new ProofWithoutClaim(),
            new ClaimPlain(),
            new MatchByAddress(),
            new TrueUpIgnoresState(),
            new NoTag(),
            new PopPlain(),
            new LendUnzeroed());

    private Mutants() {}

    /** All of them. */
    public static List<Mutant> all() {
        return ALL;
    }

    /**
     * The one of that name.
     *
     * @throws IllegalArgumentException if there is none, naming those there are
     */
    public static Mutant named(String name) {
        return ALL.stream()
                .filter(mutant -> mutant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--mutant=" + name + ": allowed are "
                        + ALL.stream().map(Mutant::name).collect(Collectors.joining(", "))));
    }
}
