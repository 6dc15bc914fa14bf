package io.nowait.agent.rewrite;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.List;

/**
 * Rewriting as a whole: what the agent starts, asks and stops. Used by one thread at a time, but for {@link #counts},
 * which any thread may read.
 */
public final class Rewriting {
    private final Instrumentation instrumentation;
    private final BootLoader bootLoader = new BootLoader();
    private final JdkClasses jdk = new JdkClasses();
    private final Counts counts = new Counts();
    private final Transformer transformer;

    /**
     * Prepares rewriting; nothing changes yet.
     *
     * @param instrumentation the JVM's
     * @param include type patterns; none means every class
     * @param exclude type patterns, which win over those of {@code include}
     */
    public Rewriting(Instrumentation instrumentation, List<String> include, List<String> exclude) {
        this.instrumentation = instrumentation;
        Scope scope = include.isEmpty() && exclude.isEmpty() ? Scope.ALL : new TypeScope(include, exclude);
        transformer = new Transformer(scope, new SiteNumbers(), new References(bootLoader), jdk, counts);
    }

    /**
     * Brings the runtime and the dispatcher into the boot loader, and lets them use what they need.
     *
     * @param jar the agent's jar, which holds the runtime
     * @throws IOException if the jar cannot be read
     * @throws LinkageError if the JVM refuses a class
     */
    public void defineRuntime(File jar) throws IOException {
        JavaBase.exportTo(instrumentation, Rewriting.class.getModule());
        RuntimeClasses.define(jar, bootLoader);
        Class<?> runtime = BootLoader.find("io.nowait.runtime.Nowait");
        if (runtime == null) {
            throw new IOException("no runtime in ".concat(jar.getPath()));
        }
        JavaBase.openTo(instrumentation, runtime.getModule());
        bootLoader.define(Dispatcher.NAME, Dispatcher.classFile());
    }

    /**
     * Tries the probe, then begins to rewrite what is loaded from now on, and advises the JDK.
     *
     * @throws Exception if the probe fails, or a class of the JDK cannot be advised; {@link #stop} then undoes the rest
     */
    public void start() throws Exception {
        Probe.run(bootLoader);
        instrumentation.addTransformer(transformer, true);
        instrumentation.retransformClasses(JdkClasses.load());
        JdkAdvice missing = jdk.missing();
        if (missing != null) {
            throw new IllegalStateException("this JDK has no place for the advice ".concat(missing.name()));
        }
    }

    /**
     * Rewrites the classes that were loaded before; failures are counted.
     *
     * @param running whether the application is running, so that the work should be spread out
     */
    public void rewriteLoaded(boolean running) {
        new LoadedClasses(instrumentation, counts, running).retransform();
    }

    /**
     * Ends rewriting and gives the advised classes of the JDK their code back.
     *
     * @throws UnmodifiableClassException if the JVM refuses that, which it never has for these classes
     * @throws ClassNotFoundException as above
     */
    public void stop() throws UnmodifiableClassException, ClassNotFoundException {
        if (instrumentation.removeTransformer(transformer)) {
            instrumentation.retransformClasses(JdkClasses.load());
        }
    }

    /** What became of the classes so far. */
    public Counts counts() {
        return counts;
    }
}
