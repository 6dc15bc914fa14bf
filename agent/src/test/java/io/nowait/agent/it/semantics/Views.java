package io.nowait.agent.it.semantics;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A view keeps the memory alive by itself, and nothing else does. */
final class Views {
    private static final int[] CAPACITIES = {4096, 20000, 65536};

    private Views() {}

    @Point
    static Map<String, String> everyViewKeepsTheMemoryOfItsDroppedRoot() throws InterruptedException {
        long before = Direct.settledCount();
        List<Held> held = new ArrayList<>();
        for (int capacity : CAPACITIES) {
            for (var kind : ViewKind.all().entrySet()) {
                ByteBuffer root = Pattern.fill(ByteBuffer.allocateDirect(capacity), held.size());
                Object view = kind.getValue().apply(root);
                held.add(new Held(kind.getKey() + " of " + capacity, view, ViewKind.content(view)));
                Thread.sleep(1);
            }
        }
        int views = held.size();
        Check.that(Direct.settledCount() == before + views, "a dropped root's memory was released under its view");
        for (int capacity : CAPACITIES) {
            churn(capacity);
        }
        Map<String, String> contents = new TreeMap<>();
        for (Held each : held) {
            contents.put(each.kind, ViewKind.content(each.view));
            Check.that(each.content.equals(contents.get(each.kind)), "memory lost under " + each.kind);
        }
        held.clear();
        Check.that(Direct.collectUntil(() -> Direct.POOL.getCount() == before), "memory not released after its views");
        return contents;
    }

    @Point
    static String aDroppedBufferIsReleasedAndItsMemoryComesBackZeroed() throws InterruptedException {
        long before = Direct.settledCount();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 64; i++) {
                ByteBuffer buffer = ByteBuffer.allocateDirect(20000);
                Pattern.checkZero(buffer);
                Pattern.dirty(buffer);
            }
            Check.that(Direct.collectUntil(() -> Direct.POOL.getCount() == before), "dropped buffers not released");
        }
        return "released";
    }

    @Point
    static Map<String, String> viewsShareTheBytesOfTheirRoot() {
        Map<String, String> contents = new TreeMap<>();
        ViewKind.all().forEach((kind, view) -> {
            ByteBuffer root = ByteBuffer.allocateDirect(16384);
            Object made = view.apply(root);
            String zero = ViewKind.content(made);
            Pattern.fill(root, 9);
            contents.put(kind, made.getClass().getName() + " " + zero + " " + ViewKind.content(made));
            Direct.free(root);
        });
        return contents;
    }

    /** Allocates, dirties and frees buffers of one size, some held at a time: whatever is free gets overwritten. */
    private static void churn(int capacity) {
        List<ByteBuffer> some = new ArrayList<>();
        for (int i = 0; i < 160; i++) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(capacity);
            Pattern.dirty(buffer);
            some.add(buffer);
            if (some.size() == 80) {
                some.forEach(Direct::free);
                some.clear();
            }
        }
    }

    private record Held(String kind, Object view, String content) {}
}
