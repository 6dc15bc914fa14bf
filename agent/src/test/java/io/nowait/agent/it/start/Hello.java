package io.nowait.agent.it.start;

import java.nio.ByteBuffer;

/** A child program that writes to both streams, allocates and drops buffers for a while, and ends with exit code 3. */
public final class Hello {
    private Hello() {}

    /** Runs it; no arguments. */
    public static void main(String[] none) throws InterruptedException {
        System.out.println("hello, out");
        System.err.println("hello, err");
        long sum = 0;
        for (int round = 0; round < 300; round++) {
            sum += ByteBuffer.allocateDirect(1 << (round % 18)).capacity();
            if (round % 3 == 0) {
                Thread.sleep(1);
            }
        }
        System.out.println("bytes " + sum);
        System.exit(3);
    }
}
