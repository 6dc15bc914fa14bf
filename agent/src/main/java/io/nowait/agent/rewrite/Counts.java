package io.nowait.agent.rewrite;

import io.nowait.runtime.nullness.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What became of the classes that were looked at. Thread-safe. */
public final class Counts {
    /** Failures of which the reason is kept; of the rest only the number is. */
    public static final int FAILURES_KEPT = 32;

    private final AtomicInteger rewritten = new AtomicInteger();
    private final AtomicInteger skipped = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final List<Failure> failures = new ArrayList<>();

    /** A class that could not be rewritten and stayed as it was. */
    public static final class Failure {
        /** The class's name with dots. */
        public final String className;

        /** Why, in one line. */
        public final String reason;

        Failure(String className, String reason) {
            this.className = className;
            this.reason = reason;
        }
    }

    /** Class files rewritten. A class that is retransformed, by whomever, counts again. */
    public int rewritten() {
        return rewritten.get();
    }

    /** Class files that may have a site, and which {@code include}, {@code exclude} or a failed start leaves out. */
    public int skipped() {
        return skipped.get();
    }

    /** Class files that could not be read or rewritten. */
    public int failed() {
        return failed.get();
    }

    /** The first {@value #FAILURES_KEPT} failures, oldest first; a copy. */
    public List<Failure> failures() {
        synchronized (failures) {
            return new ArrayList<>(failures);
        }
    }

    void countRewritten() {
        rewritten.incrementAndGet();
    }

    void countSkipped() {
        skipped.incrementAndGet();
    }

    void countFailed(@Nullable String internalName, String reason) {
        failed.incrementAndGet();
        String className = internalName == null ? "a class without a name" : internalName.replace('/', '.');
        synchronized (failures) {
            if (failures.size() < FAILURES_KEPT) {
                failures.add(new Failure(className, reason));
            }
        }
    }
}
