package io.nowait.agent.rewrite;

import io.nowait.runtime.Sites;

/** The runtime's numbers, which outlive the agent. */
final class SiteNumbers implements Numbering {
    @Override
    public int number(String className, String method, int line, int ordinal) {
        return Sites.number(className, method, line, ordinal);
    }
}
