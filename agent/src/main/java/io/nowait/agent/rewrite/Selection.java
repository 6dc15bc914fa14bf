package io.nowait.agent.rewrite;

import java.util.List;

/**
 * What the options select.
 *
 * @param include patterns of the types to rewrite; none means every class
 * @param exclude patterns of the types to leave alone, which win over those of {@code include}
 * @param nonBlockingMethods patterns {@code class::method} of methods that may not wait
 * @param nonBlockingAnnotations names of annotations of methods and classes that may not wait
 */
public record Selection(
        List<String> include,
        List<String> exclude,
        List<String> nonBlockingMethods,
        List<String> nonBlockingAnnotations) {}
