package io.nowait.agent.it.semantics;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/** What is in the memory: zeros at first, then what this holder alone wrote. */
final class Contents {
    private Contents() {}

    @Point
    static String reusedMemoryIsZeroedHoweverOftenItWasDirty() {
        long bytes = 0;
        for (int round = 0; round < 40; round++) {
            for (int capacity : Sizes.TYPICAL) {
                ByteBuffer buffer = ByteBuffer.allocateDirect(capacity);
                Pattern.checkZero(buffer);
                Pattern.dirty(buffer);
                bytes += capacity;
                Direct.free(buffer);
            }
        }
        return String.valueOf(bytes);
    }

    @Point
    static String aBurstOfBuffersIsZeroedAfterABurstOfDirt() throws InterruptedException {
        int buffers = 0;
        for (int capacity : new int[] {4096, 5000, 16384, 65536}) {
            for (int round = 0; round < 10; round++) {
                List<ByteBuffer> burst = new ArrayList<>();
                for (int i = 0; i < 48; i++) {
                    burst.add(ByteBuffer.allocateDirect(capacity - i % 3));
                    Pattern.checkZero(burst.get(i));
                }
                burst.forEach(Pattern::dirty);
                burst.forEach(Direct::free);
                buffers += burst.size();
                Thread.sleep(1);
            }
        }
        return String.valueOf(buffers);
    }

    @Point
    static String liveBuffersNeverShareMemory() {
        List<ByteBuffer> live = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int capacity = Sizes.TYPICAL[i % (Sizes.TYPICAL.length - 1)];
            live.add(Pattern.fill(ByteBuffer.allocateDirect(capacity), i));
        }
        for (int i = 0; i < live.size(); i++) {
            Pattern.check(live.get(i), i);
        }
        live.forEach(Direct::free);
        return String.valueOf(live.size());
    }

    @Point
    static String aBufferMayBeMadeUsedAndFreedByDifferentThreads() throws Exception {
        BlockingQueue<ByteBuffer> made = new ArrayBlockingQueue<>(8);
        BlockingQueue<ByteBuffer> read = new ArrayBlockingQueue<>(8);
        int buffers = 300;
        CompletableFuture<Void> maker = inThread(() -> {
            for (int i = 0; i < buffers; i++) {
                ByteBuffer buffer = ByteBuffer.allocateDirect(Sizes.TYPICAL[i % 5]);
                Pattern.checkZero(buffer);
                made.put(Pattern.fill(buffer, i));
            }
        });
        CompletableFuture<Void> reader = inThread(() -> {
            for (int i = 0; i < buffers; i++) {
                ByteBuffer buffer = made.take();
                Pattern.check(buffer, i);
                read.put(buffer);
            }
        });
        for (int i = 0; i < buffers; i++) {
            ByteBuffer buffer = read.take();
            Pattern.dirty(buffer);
            Direct.free(buffer);
        }
        maker.get();
        reader.get();
        return String.valueOf(buffers);
    }

    @Point
    static String everyTypeIsReadAndWrittenInBothOrders() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(16384);
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            buffer.order(order)
                    .putChar('x')
                    .putShort((short) 515)
                    .putInt(0x01020304)
                    .putLong(0x0102030405060708L);
            buffer.putFloat(1.5f).putDouble(-2.25).put("text".getBytes(StandardCharsets.US_ASCII));
        }
        buffer.flip();
        String line = Pattern.sum(buffer) + (int) buffer.getChar() + buffer.order() + buffer.getShort();
        Direct.free(buffer);
        return line;
    }

    private static CompletableFuture<Void> inThread(Action action) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                action.run();
                done.complete(null);
            } catch (Throwable thrown) {
                done.completeExceptionally(thrown);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private interface Action {
        void run() throws Exception;
    }
}
