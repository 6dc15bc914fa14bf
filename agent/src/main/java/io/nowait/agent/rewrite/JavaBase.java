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
        "java.nio", "jdk.internal.misc", "jdk.internal.ref", "jdk.internal.access", "sun.nio.ch"
    };

    private JavaBase() {}

    /** Lets the agent call {@code jdk.internal.misc.Unsafe}. */
    static void exportTo(Instrumentation instrumentation, Module agent) {
        redefine(instrumentation, Set.of(), packages(agent, "jdk.internal.misc"), Map.of());
    }

    /**
     * Lets the runtime's module use the JDK's internals, and {@code java.base}, in which the dispatcher lives, read the
     * runtime's module.
     */
    static void openTo(Instrumentation instrumentation, Module runtime) {
        Map<String, Set<Module>> packages = packages(runtime, FOR_RUNTIME);
        redefine(instrumentation, Set.of(runtime), packages, packages);
    }

    private static void redefine(
            Instrumentation instrumentation,
            Set<Module> reads,
            Map<String, Set<Module>> exports,
            Map<String, Set<Module>> opens) {
        instrumentation.redefineModule(MODULE, reads, exports, opens, Set.of(), Map.of());
    }

    private static Map<String, Set<Module>> packages(Module to, String... names) {
        Map<String, Set<Module>> packages = new HashMap<>();
        for (String name : names) {
            packages.put(name, Collections.singleton(to));
        }
        return packages;
    }
}
