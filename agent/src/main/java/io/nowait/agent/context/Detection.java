package io.nowait.agent.context;

import io.nowait.runtime.ThreadRule;
import io.nowait.runtime.nullness.Nullable;

/**
 * Which platform threads may not wait: the first rule that knows a reason decides; and which threads are exempt from what those
 * usually get when there is no memory. Thread-safe; throws nothing.
 *
 * <p>Threads that run a selector loop are not its business: the runtime sees them select.
 */
public final class Detection implements ThreadRule {
    private final Integrations integrations = new Integrations();
    private final Rule[] rules;
    private final NamedThreads exempt;
    private @Nullable ClassLoader context = Thread.currentThread().getContextClassLoader();

    private Detection(NamedThreads exempt, Rule... rules) {
        this.exempt = exempt;
        this.rules = rules;
    }

    /**
     * Detection by what is known, and what options say.
     *
     * @param all whether no thread may wait, whatever it is
     * @param nonBlocking threads that may not wait
     * @param exempt threads that get something else than usual, if they may not wait
     */
    public static Detection of(boolean all, NamedThreads nonBlocking, NamedThreads exempt) {
        if (all) {
            return new Detection(exempt, new AllThreads());
        }
        return new Detection(
                exempt, new ThreadTypes(), new ByOption(nonBlocking), new VertxThreads(), new NettyThreads());
    }

    /** This, as the runtime knows it: whoever hands it over need not have the runtime's type loaded. */
    public ThreadRule rule() {
        return this;
    }

    /**
     * Makes the integrations that the class loaders know: the context loader of the thread that made this, and the system's. Runs
     * code of the application. Before that, initialises what it will need, off the application's threads. Called once.
     */
    public void load() {
        nonBlockingBecause(Thread.currentThread());
        isExempt(Thread.currentThread());
        ClassLoader system = ClassLoader.getSystemClassLoader();
        integrations.load(context == null ? system : context, system);
        context = null;
    }

    @Override
    public @Nullable String nonBlockingBecause(Thread thread) {
        for (Rule rule : rules) {
            try {
                String because = rule.nonBlockingBecause(thread);
                if (because != null) {
                    return because;
                }
            } catch (ReflectiveOperationException | RuntimeException | LinkageError other) {
                // A class of that name, but not the one that is known: the next rule.
            }
        }
        return integrations.nonBlockingBecause(thread);
    }

    @Override
    public boolean isExempt(Thread thread) {
        return exempt.find(thread) != null;
    }

    @Override
    public boolean exemptsVirtualThreads() {
        return exempt.nameVirtualThreads();
    }
}
