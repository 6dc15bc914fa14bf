package io.nowait.runtime;

import io.nowait.runtime.nullness.Nullable;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;

/** An action that a selector runs while its caller still selects: the thread is back before it uses anything. */
final class BackFirst implements Consumer<SelectionKey> {
    private final Selector selector;
    private final Consumer<SelectionKey> action;

    private BackFirst(Selector selector, Consumer<SelectionKey> action) {
        this.selector = selector;
        this.action = action;
    }

    /** The action so wrapped; null for null, which the selector is to refuse. */
    static @Nullable Consumer<SelectionKey> of(Selector selector, @Nullable Consumer<SelectionKey> action) {
        if (action == null) {
            return null;
        }
        try {
            return new BackFirst(selector, action);
        } catch (OutOfMemoryError fullHeap) {
            // Not the application's business: back before the wait, which costs others time, and nothing else.
            Nowait.back(null, selector);
            return action;
        }
    }

    @Override
    public void accept(SelectionKey key) {
        Nowait.back(null, selector);
        action.accept(key);
    }
}
