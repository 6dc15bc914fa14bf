package io.nowait.runtime;

import io.nowait.runtime.reserve.ContextRule;

/** The {@link ContextRule} that the agent hands over: which platform threads may not wait, and who is exempt. */
public interface ThreadRule extends ContextRule {}
