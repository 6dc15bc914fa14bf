package io.nowait.agent.context;

/** For tests: no thread may wait. */
final class AllThreads implements Rule {
    @Override
    public String nonBlockingBecause(Thread thread) {
        return "option threads=all";
    }
}
