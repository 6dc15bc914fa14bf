package io.nowait.agent.it.blockhound;

import io.nowait.agent.it.semantics.Direct;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Direct memory held by code that is not rewritten: fills the limit, from a thread that may block. */
final class Ballast {
    private final List<ByteBuffer> held = new ArrayList<>();

    /** Holds all that the JVM grants, down to a page. */
    void fill() {
        for (int size = 1 << 20; size >= 1024; size /= 4) {
            try {
                while (true) {
                    held.add(ByteBuffer.allocateDirect(size));
                }
            } catch (OutOfMemoryError full) {
                continue;
            }
        }
    }

    void free() {
        held.forEach(Direct::free);
        held.clear();
    }
}
