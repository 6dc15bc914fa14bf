package io.nowait.runtime.page;

import jdk.internal.misc.InnocuousThread;

/** Makes threads that take nothing of the application along. Apart from {@link Jdk}, so that it can make the one that initialises it. */
public final class Daemon {
    private Daemon() {}

    /** A daemon thread, not started, that inherits nothing: no context loader, no thread locals, no group. */
    public static Thread create(String name, Runnable body) {
        Thread thread = InnocuousThread.newSystemThread(name, body);
        thread.setDaemon(true);
        return thread;
    }
}
