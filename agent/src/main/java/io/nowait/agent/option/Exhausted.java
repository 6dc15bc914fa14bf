package io.nowait.agent.option;

import io.nowait.runtime.nullness.Nullable;

/**
 * What a thread that may not wait gets when there is no memory.
 *
 * @param usual what it usually gets: {@code stall} or {@code refuse}
 * @param exempt who gets the other one
 */
public record Exhausted(String usual, Callers exempt) {
    private static final String STALL = "stall";
    private static final String REFUSE = "refuse";

    /** The JDK's call for all. */
    static final Exhausted DEFAULT = new Exhausted(STALL, Callers.NONE);

    /** Reads a word, which holds for all; or a word, a colon and patterns of those for whom it holds. Null if malformed. */
    static @Nullable Exhausted parse(String text) {
        int colon = text.indexOf(':');
        String word = colon < 0 ? text : text.substring(0, colon);
        if (!word.equals(STALL) && !word.equals(REFUSE)) {
            return null;
        }
        if (colon < 0) {
            return new Exhausted(word, Callers.NONE);
        }
        Callers named = Callers.parse(text.substring(colon + 1));
        return named == null ? null : new Exhausted(word.equals(STALL) ? REFUSE : STALL, named);
    }
}
