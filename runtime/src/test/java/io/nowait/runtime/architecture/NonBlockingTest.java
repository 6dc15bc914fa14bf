package io.nowait.runtime.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Nothing that waits is reachable from the methods that rewritten code calls: no monitor, no method of the JDK but those that are known
 * not to wait. The exceptions are few, and each has its reason.
 */
final class NonBlockingTest {
    /** What is not followed, {@code package/Class.method}. */
    private static final Set<String> EXCEPTIONS = Set.of(
            // A thread's first operation: the rule may look at its name, class and stack.
            "reserve/ContextRule.isExempt",
            "reserve/ContextRule.nonBlockingBecause",
            // The JDK's slow path, which is about to sleep: called from there only.
            "reserve/Pool.makeRoom",
            // The end of a stall, on the thread that stalled.
            "reserve/AllocationStalls.ended",
            // Somebody asks a lent buffer for its cleaner, which the JDK can make only under a lock of its own.
            "page/Jdk.giveCleaner",
            // A fault of nowait's own, which is said once.
            "reserve/Incidents.quarantined",
            // A new reader beside hundreds that may be dead: tries a lock, and goes on without it.
            "reclaim/Readers.sweepIfCrowded");

    /** What is called of the JDK, by class, or by method where a class has others that wait. */
    private static final Set<String> JDK = Set.of(
            "java/lang/Class.getName",
            "java/lang/Exception.<init>",
            "java/lang/IllegalStateException.<init>",
            "java/lang/Integer",
            "java/lang/Long",
            "java/lang/Math",
            "java/lang/Object.<init>",
            "java/lang/Object.getClass",
            "java/lang/OutOfMemoryError.<init>",
            "java/lang/String",
            "java/lang/StringBuilder",
            "java/lang/System.identityHashCode",
            "java/lang/System.nanoTime",
            "java/lang/Thread.currentThread",
            "java/lang/Throwable.<init>",
            "java/lang/invoke/MethodHandle.invokeExact",
            "java/lang/invoke/VarHandle",
            "java/lang/ref/PhantomReference.<init>",
            "java/lang/ref/PhantomReference.refersTo",
            "java/lang/ref/WeakReference",
            "java/nio/ByteBuffer.capacity",
            "java/nio/ByteBuffer.isDirect",
            "java/nio/channels/Selector.isOpen",
            "java/util/Arrays.copyOf",
            "java/util/concurrent/atomic/AtomicBoolean",
            "java/util/concurrent/atomic/AtomicInteger",
            "java/util/concurrent/atomic/AtomicLong",
            "java/util/concurrent/atomic/AtomicReference",
            "java/util/concurrent/atomic/AtomicReferenceArray",
            "java/util/function/ToLongFunction.applyAsLong",
            "jdk/internal/misc/Unsafe.allocateInstance",
            "jdk/internal/misc/Unsafe.getLong",
            "jdk/internal/misc/Unsafe.getReference",
            "jdk/internal/misc/Unsafe.pageSize",
            "jdk/internal/misc/Unsafe.putLong",
            "jdk/internal/misc/Unsafe.putReference",
            "jdk/internal/misc/Unsafe.setMemory",
            "jdk/internal/misc/VM",
            // The worker is woken once for each of its sleeps.
            "java/util/concurrent/locks/LockSupport.unpark",
            // malloc and free have locks of their own, of nanoseconds.
            "jdk/internal/misc/Unsafe.allocateMemory",
            "jdk/internal/misc/Unsafe.freeMemory",
            // The end of the chain, and what a thread that may wait gets after a miss.
            "java/nio/ByteBuffer.allocateDirect",
            // What the application itself has called.
            "java/nio/channels/Selector.select",
            "java/nio/channels/Selector.selectNow");

    /** What rewritten code calls; figures and the JDK's request for a cleaner are not allocations. */
    private static final List<String> ENTRIES = List.of(
            "Nowait.allocateDirect",
            "Nowait.bypass",
            "Nowait.free",
            "Nowait.cleaner",
            "Nowait.reserve",
            "Nowait.reservationFailed",
            "Nowait.select",
            "Nowait.selectNow",
            "Nowait.aboutToWait",
            "Nowait.back",
            "Nowait.aboutToTakeTask",
            "Nowait.taskTaken",
            // What the cleaner of a loose buffer runs, and of a lent one.
            "reserve/Loose.run",
            "reserve/EndLease.run");

    private final CallGraph graph = new CallGraph(EXCEPTIONS);

    private void followAll() {
        ENTRIES.forEach(graph::follow);
    }

    @Test
    void nothingThatWaitsIsReachable() throws IOException, URISyntaxException {
        CallGraph.runtime().forEach(graph::add);
        followAll();
        Set<String> unknown = new TreeSet<>(graph.ofJdk());
        unknown.removeIf(called -> JDK.contains(called) || JDK.contains(called.substring(0, called.indexOf('.'))));
        assertThat(graph.monitors()).isEmpty();
        assertThat(unknown).isEmpty();
    }

    @Test
    void everyExceptionIsMet() throws IOException, URISyntaxException {
        CallGraph.runtime().forEach(graph::add);
        followAll();
        assertThat(graph.met()).isEqualTo(new TreeSet<>(EXCEPTIONS));
    }

    @Test
    void aLockThatIsPlantedIsFound() throws IOException, URISyntaxException {
        for (byte[] file : CallGraph.runtime()) {
            graph.add(withLocks(file, "io/nowait/runtime/reserve/Depot", "tryTake"));
        }
        followAll();
        assertThat(graph.monitors()).containsExactly("reserve/Depot.tryTake");
    }

    private static byte[] withLocks(byte[] file, String className, String method) {
        ClassReader reader = new ClassReader(file);
        if (!reader.getClassName().equals(className)) {
            return file;
        }
        ClassWriter writer = new ClassWriter(0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] thrown) {
                        int added = name.equals(method) ? Opcodes.ACC_SYNCHRONIZED : 0;
                        return super.visitMethod(access | added, name, descriptor, signature, thrown);
                    }
                },
                0);
        return writer.toByteArray();
    }
}
