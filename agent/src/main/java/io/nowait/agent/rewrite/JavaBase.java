package io.nowait.agent.rewrite;

import java.lang.instrument.Instrumentation;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Opens {@code java.base} from inside, so that the user passes no {@code --add-opens}. What is opened stays so: the JVM
 * has no way back.
 */
final class JavaBase {
    static final Module MODULE = Object.class.getModule();

    private static final String[] FOR_RUNTIME = {
        "java.lang", "java.nio", "jdk.internal.misc", "jdk.internal.ref", "jdk.internal.access", "sun.nio.ch"
    };

    private JavaBase() {}

    /** Lets the agent call {@code jdk.internal.misc.Unsafe}. */
    static void exportTo(Instrumentation instrumentation, Module agent) {
        open(instrumentation, Set.of(), agent, "jdk.internal.misc");
    }

    /**
     * Lets the runtime's module use the JDK's internals, and {@code java.base}, in which the dispatcher lives, read the
     * runtime's module.
     */
    static void openTo(Instrumentation instrumentation, Module runtime) {
        open(instrumentation, Set.of(runtime), runtime, FOR_RUNTIME);
    }

    /** Opening implies exporting at run time. */
    private static void open(Instrumentation instrumentation, Set<Module> reads, Module to, String... packages) {
        Map<String, Set<Module>> opens = new HashMap<>();
        for (String name : packages) {
            opens.put(name, Collections.singleton(to));
        }
        instrumentation.redefineModule(MODULE, reads, Map.of(), opens, Set.of(), Map.of());
    }
}
