package io.nowait.agent.rewrite;

import java.io.IOException;
import java.io.Serializable;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Set;
import java.util.concurrent.Callable;

/** Compiled classes that wait at a selector in every way that the Java compiler knows. */
final class SelectSamples {
    private SelectSamples() {}

    static final class EveryMethod implements Callable<Object> {
        @Override
        public Object call() throws IOException {
            try (Selector selector = Selector.open()) {
                int selected = selector.select() + selector.select(5) + selector.selectNow();
                selected += selector.select(key -> {}) + selector.select(key -> {}, 6) + selector.selectNow(key -> {});
                return selected;
            }
        }
    }

    interface Selecting {
        int by(Selector selector) throws IOException;
    }

    static final class AsReferences implements Callable<Object> {
        @Override
        public Object call() throws Exception {
            try (Selector selector = Selector.open()) {
                Callable<Integer> bound = selector::select;
                Selecting unbound = Selector::selectNow;
                return bound.call() + unbound.by(selector);
            }
        }
    }

    static final class ThroughHeir implements Callable<Object> {
        @Override
        public Object call() throws IOException {
            try (AbstractSelector selector = SelectorProvider.provider().openSelector()) {
                return selector.select() + selector.select(5);
            }
        }
    }

    interface SelectingHeir {
        int by(AbstractSelector selector) throws IOException;
    }

    /** The first is bound to a receiver of a type that the rewritten method could not have; the second takes one. */
    static final class AsReferencesOfHeir implements Callable<Object> {
        @Override
        public Object call() throws Exception {
            try (AbstractSelector selector = SelectorProvider.provider().openSelector()) {
                Callable<Integer> bound = selector::selectNow;
                SelectingHeir unbound = Selector::selectNow;
                SelectingHeir unboundOfHeir = AbstractSelector::selectNow;
                return bound.call() + unbound.by(selector) + unboundOfHeir.by(selector);
            }
        }
    }

    /** Wide values in locals and on the stack, a branch and a handler around the call. */
    static final class WithBranches implements Callable<Object> {
        @Override
        public Object call() throws IOException {
            long wide = System.nanoTime();
            int selected = 0;
            try (Selector selector = Selector.open()) {
                for (int i = 0; i < 3; i++) {
                    try {
                        selected += i % 2 == 0 ? selector.select(wide = i) : selector.selectNow();
                    } finally {
                        selected += 10;
                    }
                }
            }
            return selected + wide;
        }
    }

    interface SerializableSelecting extends Selecting, Serializable {}

    static final class AsSerializableReference implements Callable<Object> {
        @Override
        public Object call() {
            SerializableSelecting reference = Selector::selectNow;
            return reference;
        }
    }

    /** A selector of an application's own: its calls of itself and of its superclass are not for the dispatcher. */
    abstract static class OfItsOwn extends Selector {
        @Override
        public int select() throws IOException {
            return select(0);
        }

        @Override
        public int selectNow(java.util.function.Consumer<SelectionKey> action) throws IOException {
            return super.selectNow(action);
        }
    }

    /** Other classes' methods of the same name. */
    static final class Without implements Callable<Object> {
        private final Selector selector;

        Without(Selector selector) {
            this.selector = selector;
        }

        private int select(long timeout) {
            return (int) timeout;
        }

        @Override
        public Object call() {
            Set<SelectionKey> keys = selector.keys();
            return select(7) + keys.size();
        }
    }
}
