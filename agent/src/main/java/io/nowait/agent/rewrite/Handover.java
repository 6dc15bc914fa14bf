package io.nowait.agent.rewrite;

/** What the agent does with the runtime once it can be called. Thread-safe: two threads may come with it at once. */
public interface Handover {
    /**
     * The runtime is linked and the probe has passed; no class has been rewritten yet.
     *
     * @param rewriting what linked it
     */
    void linked(Rewriting rewriting);
}
