package io.nowait.agent.rewrite;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;

/** Rewriting as a whole: what the agent starts and asks. Thread-safe but for {@link #start}, which is called once. */
public final class Rewriting {
    private static final String INTERFACE = "io.nowait.runtime.DeferredFree";

    private final Instrumentation instrumentation;
    private final JdkClasses jdk;
    private final Counts counts = new Counts();
    private final Linkage linkage;
    private final Transformer transformer;

    /**
     * Prepares rewriting; nothing changes yet.
     *
     * @param instrumentation the JVM's
     * @param jar the agent's jar, which holds the runtime
     * @param selection which classes are rewritten, and what is said of methods
     * @param executors whether workers of executors are readers too
     * @param handover told when the runtime can be called, before the first class is rewritten
     */
    public Rewriting(
            Instrumentation instrumentation, File jar, Selection selection, boolean executors, Handover handover) {
        this.instrumentation = instrumentation;
        jdk = new JdkClasses(executors);
        linkage = new Linkage(instrumentation, jar, handover, this);
        References references = new References(linkage.bootLoader());
        transformer = new Transformer(
                linkage, scope(selection), new SiteNumbers(), references, new MethodRules(selection), jdk, counts);
    }

    private static Scope scope(Selection selection) {
        return selection.include().isEmpty() && selection.exclude().isEmpty()
                ? Scope.ALL
                : new TypeScope(selection.include(), selection.exclude());
    }

    /**
     * Begins to rewrite what is loaded from now on, and rewrites what was loaded before; failures are counted.
     *
     * @param running whether the application is running, so that the work should be spread out
     */
    public void start(boolean running) {
        instrumentation.addTransformer(transformer, true);
        new LoadedClasses(instrumentation, counts, running).retransform();
    }

    /**
     * Advises the JDK's classes. Not from a transformer: the JVM would not show it the classes.
     *
     * @throws IllegalStateException if that failed; then nothing more is rewritten, and the JDK's classes are as they were
     */
    public void advise() {
        String why = "";
        try {
            instrumentation.retransformClasses(jdk.load());
            JdkAdvice missing = jdk.missing();
            if (missing == null) {
                return;
            }
            why = "this JDK has no place for ".concat(missing.name());
        } catch (UnmodifiableClassException | ClassNotFoundException | LinkageError e) {
            why = e.toString();
        }
        stop();
        throw new IllegalStateException("the JDK could not be advised: ".concat(why));
    }

    /**
     * Has the copies of the runtime's interface that the application loaded before hand on to the agent's. Not from a transformer.
     */
    public void delegateCopies() {
        for (Class<?> type : LoadedClasses.all(instrumentation)) {
            if (type.getName().equals(INTERFACE) && type.getClassLoader() != null) {
                try {
                    type.getMethod("delegate").invoke(null);
                } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
                    Throwable why = e.getCause() == null ? e : e.getCause();
                    System.err.println("nowait: an application's copy of " + INTERFACE + " goes on by itself: " + why);
                }
            }
        }
    }

    /** Whether the JVM is so near its end that it tells nothing of its classes any more. */
    public boolean isJvmEnding() {
        return LoadedClasses.all(instrumentation).length == 0;
    }

    private void stop() {
        try {
            instrumentation.removeTransformer(transformer);
            instrumentation.retransformClasses(jdk.load());
        } catch (UnmodifiableClassException | ClassNotFoundException | LinkageError e) {
            counts.countFailed("java.base", "advice not taken back: " + e);
        }
    }

    /** Whether the runtime can be called; makes the way to it if no class has needed it yet. */
    public boolean isLinked() {
        return linkage.isOpen();
    }

    /** What became of the classes so far. */
    public Counts counts() {
        return counts;
    }
}
