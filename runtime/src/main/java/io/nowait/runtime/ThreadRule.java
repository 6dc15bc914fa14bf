package io.nowait.runtime;

import io.nowait.runtime.reserve.ContextRule;

/** The {@link ContextRule} that the agent hands over: which platform threads may not wait. */
public interface ThreadRule extends ContextRule {}
