package io.nowait.agent.rewrite;

/**
 * What options and annotations say of methods, and so of the sites in them.
 *
 * @param nonBlocking those that may not wait
 * @param exempt those where who may not wait gets the other end of the chain than usual
 */
record MethodRules(NonBlockingMethods nonBlocking, NamedMethods exempt) {
    MethodRules(Selection selection) {
        this(new NonBlockingMethods(selection.nonBlocking()), selection.exempt());
    }
}
