package io.nowait.agent.rewrite;

import io.nowait.runtime.nullness.Nullable;

/** Gives a call site its number. Implementations are thread-safe and give the same place the same number for ever. */
interface Numbering {
    /**
     * Numbers a place in the code.
     *
     * @param className the class's name with dots
     * @param method the name of the method that holds the site
     * @param line its source line; 0 when the class file does not say
     * @param ordinal which of the sites of that method name and line it is, from 0
     * @param because why what runs there may not wait; null if it may
     * @param exempt whether who may not wait gets something else there than usual when there is no memory
     * @return the number, at least 0
     */
    int number(String className, String method, int line, int ordinal, @Nullable String because, boolean exempt);
}
