package io.nowait.agent;

import io.nowait.runtime.nullness.Nullable;
import java.lang.instrument.Instrumentation;

/**
 * The JVM's way in. It hands over to {@link Install}, in this loader or in one apart ({@link Apart}), and does nothing else.
 *
 * <p>What runs from here, up to the application's {@code main}, must not:
 *
 * <ul>
 *   <li>use {@code java.util.logging}, {@code java.nio.file} or JMX: each would be initialised before the application,
 *       which may want its own log manager, file system provider or bean server;
 *   <li>use lambdas, method references, streams, {@code String.format} or regular expressions: each costs milliseconds
 *       of start-up when it is the first in the JVM;
 *   <li>allocate a direct buffer, or start a thread;
 *   <li>print to stdout, or print at all when all is well;
 *   <li>throw: an agent that throws from {@code premain} ends the JVM;
 *   <li>do anything in a tool of the JDK, which {@code JAVA_TOOL_OPTIONS} reaches too.
 * </ul>
 */
public final class NowaitAgent {
    private NowaitAgent() {}

    /**
     * Called by the JVM before {@code main}, for {@code -javaagent:nowait.jar}.
     *
     * @param argument what follows {@code nowait.jar=}; null when nothing does
     * @param instrumentation the JVM's
     */
    public static void premain(@Nullable String argument, Instrumentation instrumentation) {
        run(argument, instrumentation, false);
    }

    /**
     * Called by the JVM when the agent is attached to it.
     *
     * @param argument the options; null when there are none
     * @param instrumentation the JVM's
     */
    public static void agentmain(@Nullable String argument, Instrumentation instrumentation) {
        run(argument, instrumentation, true);
    }

    private static void run(@Nullable String argument, Instrumentation instrumentation, boolean attached) {
        if (Apart.isNeeded()) {
            Apart.run(argument, instrumentation, attached);
        } else {
            Install.run(argument, instrumentation, attached);
        }
    }
}
