package io.nowait.examples.swap.app;

import java.nio.ByteBuffer;

/** Through what a loop looks at the table. */
enum Look {
    ROOT {
        @Override
        ByteBuffer at(ByteBuffer root) {
            return root;
        }
    },
    DUPLICATE {
        @Override
        ByteBuffer at(ByteBuffer root) {
            return root.duplicate();
        }
    },
    SLICE {
        @Override
        ByteBuffer at(ByteBuffer root) {
            return root.slice(0, root.capacity());
        }
    },
    READ_ONLY {
        @Override
        ByteBuffer at(ByteBuffer root) {
            return root.asReadOnlyBuffer();
        }
    };

    /** Returns a big-endian buffer with all bytes of the root. */
    abstract ByteBuffer at(ByteBuffer root);

    /** Takes turns. */
    static Look number(int i) {
        return values()[i % values().length];
    }
}
