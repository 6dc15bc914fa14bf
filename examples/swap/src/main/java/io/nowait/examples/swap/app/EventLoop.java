package io.nowait.examples.swap.app;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Iterator;

/**
 * Serves connections from the current table, which it reads without a lock: once for each event, and between two selects.
 */
final class EventLoop implements Task {
    private final Selector selector;
    private final Waiting waiting;
    private final Current current;
    private final Reader reader;
    private volatile boolean ended;

    EventLoop(Waiting waiting, Current current, Reader reader) throws IOException {
        this.selector = Selector.open();
        this.waiting = waiting;
        this.current = current;
        this.reader = reader;
    }

    /** Takes over a connection; only before the loop runs. */
    void add(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, new Connection(channel));
    }

    @Override
    public void run() throws IOException {
        try (selector) {
            while (!ended) {
                waiting.select(selector);
                Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
                while (keys.hasNext()) {
                    ((Connection) keys.next().attachment()).ready(current, reader);
                    keys.remove();
                }
            }
        }
    }

    @Override
    public void end() {
        ended = true;
        selector.wakeup();
    }
}
