package io.nowait.agent.rewrite;

import io.nowait.runtime.Sites;
import io.nowait.runtime.nullness.Nullable;

/** The runtime's numbers, which outlive the agent. */
final class SiteNumbers implements Numbering {
    @Override
    public int number(
            String className, String method, int line, int ordinal, @Nullable String because, boolean exempt) {
        return Sites.number(className, method, line, ordinal, because, exempt);
    }
}
