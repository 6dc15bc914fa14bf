package io.nowait.agent;

import io.nowait.agent.context.Detection;
import io.nowait.agent.context.NamedThreads;
import io.nowait.agent.option.Callers;
import io.nowait.agent.option.Options;
import io.nowait.agent.rewrite.Handover;
import io.nowait.agent.rewrite.Rewriting;
import io.nowait.runtime.Control;
import io.nowait.runtime.Settings;

/**
 * Tells the runtime what the options say, and what must be done on its own thread before it lends anything: the advice of
 * the JDK, without which it would not hear of a free.
 */
final class RuntimeHandover implements Handover {
    private final Options options;

    RuntimeHandover(Options options) {
        this.options = options;
    }

    @Override
    public void linked(Rewriting rewriting) {
        Detection detection = Detection.of(
                options.allThreads(),
                threads(options.nonBlocking()),
                threads(options.exhausted().exempt()));
        Settings settings = new Settings(
                options.floor(),
                options.preset(),
                options.share(),
                options.max(),
                options.mostInThread(),
                options.mostInClass(),
                options.trimSeconds(),
                options.reclaim(),
                options.pending(),
                options.stallSeconds() * 1000L,
                options.collectSeconds(),
                detection.rule(),
                options.emergency(),
                options.exhausted().usual());
        Control.install(settings, new Advice(rewriting, detection));
    }

    private static NamedThreads threads(Callers callers) {
        return new NamedThreads(callers.threadNames(), callers.threadClasses());
    }

    private static final class Advice implements Runnable {
        private final Rewriting rewriting;
        private final Detection detection;

        Advice(Rewriting rewriting, Detection detection) {
            this.rewriting = rewriting;
            this.detection = detection;
        }

        @Override
        public void run() {
            try {
                rewriting.advise();
                rewriting.delegateCopies();
                detection.load();
            } catch (RuntimeException | Error e) {
                // A JVM that is about to end changes no class any more, and nobody wants to hear of it.
                if (!rewriting.isJvmEnding()) {
                    throw e;
                }
            }
        }
    }
}
