package io.nowait.agent.rewrite;

/** Defines classes where every class loader finds them. */
interface Definer {
    /**
     * Defines a class; one of that name that is already there stays as it is.
     *
     * @param internalName its name with slashes
     * @param classFile its class file
     * @throws LinkageError if the JVM refuses it
     */
    void define(String internalName, byte[] classFile);
}
