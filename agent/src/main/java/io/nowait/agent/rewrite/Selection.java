package io.nowait.agent.rewrite;

import java.util.List;

/**
 * What the options select.
 *
 * @param include patterns of the types to rewrite; none means every class
 * @param exclude patterns of the types to leave alone, which win over those of {@code include}
 * @param nonBlocking methods that may not wait
 * @param exempt methods where who may not wait gets something else than usual when there is no memory
 */
public record Selection(List<String> include, List<String> exclude, NamedMethods nonBlocking, NamedMethods exempt) {}
