package io.nowait.agent;

import io.nowait.agent.option.BadOption;
import io.nowait.agent.option.Callers;
import io.nowait.agent.option.Options;
import io.nowait.agent.rewrite.NamedMethods;
import io.nowait.agent.rewrite.Rewriting;
import io.nowait.agent.rewrite.Selection;
import io.nowait.runtime.nullness.Nullable;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;

/**
 * Installs the agent: the summary at exit, the transformer, and what was loaded before. All else waits for the first class
 * with a site ({@link RuntimeHandover}).
 *
 * <p>A step that fails is said in one line on stderr, and the application runs on as if there were no agent.
 */
final class Install {
    private static boolean installed;

    private Install() {}

    /** Installs the agent unless the options, the program or an earlier call say otherwise. Never throws. */
    static synchronized void run(@Nullable String argument, Instrumentation instrumentation, boolean attached) {
        try {
            if (JdkTool.isRunning()) {
                return;
            }
            Options options = Options.read(argument, System.getenv());
            if (!options.pool()) {
                return;
            }
            if (installed) {
                say("already installed; nothing done");
                return;
            }
            install(options, instrumentation, attached);
        } catch (BadOption bad) {
            say("not installed: " + bad.getMessage());
        } catch (Throwable failure) {
            say("not installed: " + failure);
        }
    }

    private static void install(Options options, Instrumentation instrumentation, boolean attached) throws Exception {
        Rewriting rewriting = new Rewriting(
                instrumentation,
                ownJar(),
                new Selection(
                        options.include(),
                        options.exclude(),
                        methods(options.nonBlocking()),
                        methods(options.exhausted().exempt())),
                options.executors(),
                new RuntimeHandover(options));
        if (options.summary() != null) {
            Runtime.getRuntime().addShutdownHook(new SummaryHook(options.summary(), rewriting));
        }
        installed = true;
        rewriting.start(attached);
    }

    private static NamedMethods methods(Callers callers) {
        return new NamedMethods(callers.methods(), callers.annotations());
    }

    private static File ownJar() throws URISyntaxException {
        return new File(Install.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    static void say(String what) {
        System.err.println("nowait: ".concat(what.replace('\r', ' ').replace('\n', ' ')));
    }
}
