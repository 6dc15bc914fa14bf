package io.nowait.agent.it.semantics;

import java.util.concurrent.Callable;

/** What the points say of truths that hold with and without the agent, and of exceptions. */
public final class Check {
    private Check() {}

    /** Throws an {@link AssertionError} with {@code what} unless {@code holds}. */
    public static void that(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    /**
     * What {@code action} returns or throws, with class and message, in words. An index out of bounds goes without its
     * message, which depends on the compiler that the code happens to have gone through.
     */
    public static String outcome(Callable<?> action) {
        try {
            return String.valueOf(action.call());
        } catch (IndexOutOfBoundsException thrown) {
            return thrown.getClass().getName();
        } catch (Throwable thrown) {
            return thrown.getClass().getName() + ": " + thrown.getMessage();
        }
    }
}
