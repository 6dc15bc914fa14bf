package io.nowait.examples.benchmarks;

import java.util.Locale;

/** What is compared. */
enum Side {
    /** {@code allocateDirect} and {@code invokeCleaner} on the JDK as it is. */
    PLAIN(Source.JDK),
    /** The same code in a JVM started with the agent. */
    NOWAIT(Source.JDK),
    /** Netty's adaptive allocator, without the agent. */
    ADAPTIVE(Source.ADAPTIVE),
    /** Netty's pooled allocator, without the agent. */
    POOLED(Source.POOLED);

    final Source source;

    Side(Source source) {
        this.source = source;
    }

    /** The name in options and tables. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
