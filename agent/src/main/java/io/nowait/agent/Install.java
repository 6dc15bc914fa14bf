package io.nowait.agent;

import io.nowait.agent.option.BadOption;
import io.nowait.agent.option.Options;
import io.nowait.agent.rewrite.Rewriting;
import io.nowait.runtime.Control;
import io.nowait.runtime.nullness.Nullable;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;

/**
 * Installs the agent, in this order: the runtime into the boot loader; its settings; the probe; the transformer and the
 * advice of the JDK; the summary at exit; and last the classes that were there before.
 *
 * <p>Either all of it is installed or nothing works: a step that fails is said in one line on stderr, what was done is
 * undone, and the application runs on as if there were no agent. (Classes that were defined stay defined; nothing calls
 * them.)
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
        Rewriting rewriting = new Rewriting(instrumentation, options.include(), options.exclude());
        rewriting.defineRuntime(ownJar());
        Control.install(Setting.of(options));
        try {
            rewriting.start();
            if (options.summary() != null) {
                Runtime.getRuntime().addShutdownHook(new SummaryHook(options.summary(), rewriting.counts()));
            }
        } catch (Throwable failure) {
            rewriting.stop();
            throw failure;
        }
        installed = true;
        rewriting.rewriteLoaded(attached);
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
