package io.nowait.runtime;

import io.nowait.runtime.reserve.Sizing;

/**
 * How large the pool is to be: what the settings say, and for what they leave open what the preset says.
 *
 * @param preset the preset
 * @param reason why that one
 * @param sizing how much the pool may hold at first
 * @param pending bytes of freed memory that may wait
 */
record Plan(Preset preset, String reason, Sizing sizing, long pending) {
    private static final long SECOND = 1_000_000_000;

    /**
     * Makes the plan.
     *
     * @param memory bytes that the JVM may use, {@code Long.MAX_VALUE} if that is not known
     * @param source who says so
     * @param heap bytes that the heap may grow to
     * @param directLimit bytes
     */
    static Plan of(Settings settings, long memory, String source, long heap, long directLimit) {
        Preset preset;
        String reason;
        if (settings.preset().isEmpty()) {
            String small = Preset.whySmall(memory, source, heap, directLimit);
            preset = small.isEmpty() ? Preset.SERVER : Preset.SMALL;
            reason = small.isEmpty() ? Preset.whyServer(memory, source) : small;
        } else {
            preset = Preset.named(settings.preset());
            reason = "given";
        }
        long cap = cap(settings, preset, memory, directLimit);
        long inThread = settings.mostInThread() < 0 ? preset.inThread : settings.mostInThread();
        long inClass = settings.mostInClass() < 0 ? cap / preset.classPart : settings.mostInClass();
        int trim = settings.trimSeconds() < 0 ? preset.trimSeconds : settings.trimSeconds();
        int collect = settings.collectSeconds() < 0 ? preset.collectSeconds : settings.collectSeconds();
        return new Plan(
                preset,
                reason,
                new Sizing(cap, inThread, inClass, trim * SECOND, collectNanos(collect)),
                settings.mostPending() < 0 ? cap / 4 : settings.mostPending());
    }

    private static long cap(Settings settings, Preset preset, long memory, long directLimit) {
        double share = settings.share() < 0 ? preset.share : settings.share();
        long ofLimit = (long) (directLimit * share);
        long most = settings.most();
        if (most < 0) {
            most = Math.min(preset.most, memory / preset.memoryPart);
        }
        return Math.min(ofLimit, most);
    }

    /** Nanoseconds between two collections; 0 seconds is never. */
    static long collectNanos(int seconds) {
        return seconds == 0 ? Long.MAX_VALUE : seconds * SECOND;
    }

    /** The same sizing but for the numbers that are not negative. */
    static Sizing changed(Sizing now, long cap, long inThread, long inClass, int trimSeconds, int collectSeconds) {
        return new Sizing(
                cap < 0 ? now.cap() : cap,
                inThread < 0 ? now.inThread() : inThread,
                inClass < 0 ? now.inClass() : inClass,
                trimSeconds < 0 ? now.trimNanos() : trimSeconds * SECOND,
                collectSeconds < 0 ? now.collectNanos() : collectNanos(collectSeconds));
    }
}
