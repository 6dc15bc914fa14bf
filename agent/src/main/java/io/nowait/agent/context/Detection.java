package io.nowait.agent.context;

import io.nowait.runtime.ThreadRule;
import io.nowait.runtime.nullness.Nullable;
import java.util.List;

/**
 * Which platform threads may not wait: the first rule that knows a reason decides. Thread-safe; throws nothing.
 *
 * <p>Threads that run a selector loop are not its business: the runtime sees them select.
 */
public final class Detection implements ThreadRule {
    private final Integrations integrations = new Integrations();
    private final Rule[] rules;
    private @Nullable ClassLoader context = Thread.currentThread().getContextClassLoader();

    private Detection(Rule... rules) {
        this.rules = rules;
    }

    /**
     * Detection by what is known, and what options say.
     *
     * @param all whether no thread may wait, whatever it is
     * @param names patterns of names of threads
     * @param types names of classes and interfaces of threads
     */
    public static Detection of(boolean all, List<String> names, List<String> types) {
        if (all) {
            return new Detection(new AllThreads());
        }
        return new Detection(new ThreadTypes(types), new ThreadNames(names), new VertxThreads(), new NettyThreads());
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
}
