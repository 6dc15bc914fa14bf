package io.nowait.agent.it.context;

import io.nowait.runtime.NonBlockingThreads;

/** A service of the child program's. */
public final class Known implements NonBlockingThreads {
    @Override
    public boolean test(Thread thread) {
        if (thread.getName().equals(Threads.INTEGRATED)) {
            Threads.allocate(); // a rule may allocate
            return true;
        }
        return false;
    }
}
