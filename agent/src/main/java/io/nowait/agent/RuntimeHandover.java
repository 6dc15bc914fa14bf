package io.nowait.agent;

import io.nowait.agent.context.Detection;
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
                options.nonBlocking().threadNames(),
                options.nonBlocking().threadClasses());
        Settings settings = new Settings(
                options.floor(),
                options.share(),
                options.max(),
                options.trimSeconds(),
                options.reclaim(),
                options.pending(),
                options.stallSeconds() * 1000L,
                detection.rule(),
                options.emergency(),
                options.exhausted());
        Control.install(settings, new Advice(rewriting, detection));
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
            rewriting.advise();
            rewriting.delegateCopies();
            detection.load();
        }
    }
}
