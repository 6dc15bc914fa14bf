package io.nowait.agent.it.copies;

import io.nowait.runtime.DeferredFree;
import java.nio.ByteBuffer;

/** A child program: has the agent define its runtime, and then uses a copy of another version. Prints what is thrown. */
public final class OtherVersion {
    private OtherVersion() {}

    /** Runs it. */
    public static void main(String[] none) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(8192);
        for (int round = 0; round < 2; round++) {
            print("enter", DeferredFree::enter);
            print("retire", () -> DeferredFree.retire(buffer));
            print("synchronize", DeferredFree::synchronize);
            print("barrier", DeferredFree::barrier);
        }
    }

    private static void print(String name, Call call) {
        try {
            call.run();
            System.out.println(name + " throws nothing");
        } catch (Throwable e) {
            System.out.println(name + " throws " + e);
        }
    }

    /** A call that may throw. */
    private interface Call {
        void run() throws Exception;
    }
}
