package io.nowait.examples.swap.app;

import java.io.IOException;
import java.nio.channels.Selector;

/** How a loop waits for its next events. */
enum Waiting {
    UNTIL_READY {
        @Override
        void select(Selector selector) throws IOException {
            selector.select();
        }
    },
    FOR_A_WHILE {
        @Override
        void select(Selector selector) throws IOException {
            selector.select(LONGEST_MILLIS);
        }
    },
    LOOK_THEN_WAIT {
        @Override
        void select(Selector selector) throws IOException {
            if (selector.selectNow() == 0) {
                selector.select(LONGEST_MILLIS);
            }
        }
    };

    private static final long LONGEST_MILLIS = 50;

    abstract void select(Selector selector) throws IOException;

    /** Takes turns. */
    static Waiting number(int i) {
        return values()[i % values().length];
    }
}
