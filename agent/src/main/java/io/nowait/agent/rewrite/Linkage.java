package io.nowait.agent.rewrite;

import io.nowait.runtime.nullness.Nullable;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes the way from rewritten code to the runtime when the first class with a site comes: a JVM without one, a small tool
 * say, pays for nothing but the filter.
 *
 * <p>In this order: the runtime into the boot loader, the packages that it needs opened to it, the dispatcher, the probe, and
 * what the agent hands to the runtime. If a step fails, it is said in one line on stderr and no class is ever rewritten.
 *
 * <p>No lock is held, for this runs while a class is being loaded, under locks that are not ours: two threads that come at the
 * same time both do it. Each step leaves alone what it finds done.
 */
final class Linkage implements Gate {
    private enum State {
        UNTRIED,
        MADE,
        FAILED
    }

    private final AtomicBoolean said = new AtomicBoolean();
    private final Instrumentation instrumentation;
    private final File jar;
    private final Handover handover;
    private final Rewriting rewriting;
    private final BootLoader bootLoader = new BootLoader();
    private volatile State state = State.UNTRIED;

    /**
     * A way that is not made yet.
     *
     * @param jar the agent's jar, which holds the runtime
     * @param handover told, with {@code rewriting}, when the runtime can be called
     */
    Linkage(Instrumentation instrumentation, File jar, Handover handover, Rewriting rewriting) {
        this.instrumentation = instrumentation;
        this.jar = jar;
        this.handover = handover;
        this.rewriting = rewriting;
    }

    BootLoader bootLoader() {
        return bootLoader;
    }

    @Override
    public boolean isOpen() {
        if (state == State.UNTRIED) {
            try {
                make();
                state = State.MADE;
            } catch (Throwable failure) {
                state = State.FAILED;
                if (said.compareAndSet(false, true)) {
                    System.err.println("nowait: nothing is rewritten: " + failure);
                }
            }
        }
        return state == State.MADE;
    }

    /** Asks the loader itself, as the JVM will when the rewritten call is linked. */
    @Override
    public boolean isSeenBy(@Nullable ClassLoader loader) {
        try {
            return loader == null
                    || Class.forName(Dispatcher.NAME.replace('/', '.'), false, loader)
                                    .getClassLoader()
                            == null;
        } catch (Throwable refused) {
            return false; // a loader may do anything here
        }
    }

    private void make() throws Exception {
        JavaBase.exportTo(instrumentation, Linkage.class.getModule());
        RuntimeClasses.define(jar, bootLoader);
        Class<?> runtime = BootLoader.find("io.nowait.runtime.Nowait");
        if (runtime == null) {
            throw new IllegalStateException("no runtime in ".concat(jar.getPath()));
        }
        JavaBase.openTo(instrumentation, runtime.getModule());
        bootLoader.define(Dispatcher.NAME, Dispatcher.classFile());
        Probe.run(bootLoader);
        handover.linked(rewriting);
    }
}
