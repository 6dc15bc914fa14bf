package io.nowait.agent.it.semantics;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** The JVM's own figures about direct buffers show the buffers lent, to the byte. */
final class Statistics {
    private static final int[] CAPACITIES = {0, 1, 100, 1024, 4095, 4096, 5000, 16384, 65536, 65537, 1 << 20, 3_000_000
    };

    private Statistics() {}

    @Point
    static List<String> theDirectPoolCountsEveryAllocationAndFreeExactly() throws InterruptedException {
        Direct.settledCount();
        Delta delta = new Delta();
        List<String> deltas = new ArrayList<>();
        List<ByteBuffer> buffers = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (int capacity : CAPACITIES) {
                buffers.add(ByteBuffer.allocateDirect(capacity));
                deltas.add(delta.toString());
            }
        }
        for (ByteBuffer buffer : buffers) {
            Direct.free(buffer);
            deltas.add(delta.toString());
        }
        return deltas;
    }

    @Point
    static String theDirectPoolForgetsDroppedBuffers() throws InterruptedException {
        Direct.settledCount();
        Delta delta = new Delta();
        for (int round = 0; round < 4; round++) {
            for (int capacity : CAPACITIES) {
                Pattern.dirty(ByteBuffer.allocateDirect(capacity));
            }
        }
        Check.that(Direct.collectUntil(() -> delta.toString().equals("+0 +0 +0")), "left over: " + delta);
        return delta.toString();
    }

    @Point
    static String theBeanIsTheJdksOwn() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("java.nio:type=BufferPool,name=direct");
        Direct.settledCount();
        long before = (long) server.getAttribute(name, "MemoryUsed");
        ByteBuffer buffer = ByteBuffer.allocateDirect(10_000);
        long after = (long) server.getAttribute(name, "MemoryUsed");
        Direct.free(buffer);
        String pools = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .map(BufferPoolMXBean::getName)
                .sorted()
                .collect(Collectors.joining(","));
        return pools + " " + (after - before) + " " + server.getMBeanInfo(name).getAttributes().length + " "
                + Direct.POOL.getObjectName();
    }

    @Point
    static String flightRecorderShowsTheSameFigures() throws Exception {
        List<ByteBuffer> buffers = new ArrayList<>();
        Path file = Files.createTempFile("semantics", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.DirectBufferStatistics").with("period", "endChunk");
            recording.start();
            for (int capacity : CAPACITIES) {
                buffers.add(ByteBuffer.allocateDirect(capacity));
            }
            Direct.settledCount();
            String bean = figures(Direct.POOL.getCount(), Direct.POOL.getTotalCapacity(), Direct.POOL.getMemoryUsed());
            recording.stop();
            recording.dump(file);
            List<RecordedEvent> events = RecordingFile.readAllEvents(file);
            RecordedEvent last = events.get(events.size() - 1);
            String event = figures(last.getLong("count"), last.getLong("totalCapacity"), last.getLong("memoryUsed"));
            Check.that(bean.equals(event), "bean " + bean + ", event " + event);
            buffers.forEach(Direct::free);
            return last.getEventType().getName() + " " + last.getLong("maxCapacity");
        } finally {
            Files.delete(file);
        }
    }

    private static String figures(long count, long capacity, long used) {
        return count + " " + capacity + " " + used;
    }
}
