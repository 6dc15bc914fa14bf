/**
 * Rewriting of class files: which classes are of interest ({@link io.nowait.agent.rewrite.ConstantPool}), what a call
 * site becomes ({@link io.nowait.agent.rewrite.CallSites}), which methods of the JDK are advised
 * ({@link io.nowait.agent.rewrite.JdkAdvice}), and how the classes that rewritten code needs get into the boot loader.
 *
 * <p>Everything here runs on threads of the application while they load classes. Nothing thrown here reaches them: a
 * class that cannot be rewritten stays as it was, and is counted with the reason ({@link
 * io.nowait.agent.rewrite.Counts}).
 */
package io.nowait.agent.rewrite;
