package io.nowait.agent.it.semantics;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Every way in which a program comes to call {@code allocateDirect}: rewritten or left alone, the buffer is the same. */
final class CallSites {
    private static final ByteBuffer STATIC = ByteBuffer.allocateDirect(8192);

    private CallSites() {}

    @Point
    static Map<String, String> everyKindOfCallGivesTheSameBuffer() {
        Map<String, String> shapes = new TreeMap<>();
        kinds().forEach((kind, allocate) -> {
            for (int round = 0; round < 20; round++) {
                ByteBuffer buffer = allocate.apply(8192);
                shapes.put(kind, Shape.describe(buffer));
                Pattern.dirty(buffer);
                Direct.free(buffer);
            }
        });
        return shapes;
    }

    @Point
    static Map<String, String> everyKindOfCallRefusesANegativeCapacity() {
        Map<String, String> outcomes = new TreeMap<>();
        kinds().forEach((kind, allocate) -> outcomes.put(kind, Check.outcome(() -> allocate.apply(-7))));
        return outcomes;
    }

    @Point
    static String aStaticInitialisersBufferLives() {
        Pattern.fill(STATIC, 3);
        for (int round = 0; round < 50; round++) {
            ByteBuffer other = ByteBuffer.allocateDirect(STATIC.capacity());
            Pattern.dirty(other);
            Direct.free(other);
        }
        Pattern.check(STATIC, 3);
        return STATIC.toString();
    }

    @Point
    static String aSerializableMethodReferenceSurvivesSerialisation() throws Exception {
        IntFunction<ByteBuffer> original = (IntFunction<ByteBuffer> & Serializable) ByteBuffer::allocateDirect;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            IntFunction<?> copy = (IntFunction<?>) in.readObject();
            return Shape.describe((ByteBuffer) copy.apply(8192)) + Shape.describe(original.apply(8192));
        }
    }

    @Point
    static String aSerializableLambdaSurvivesSerialisation() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject((Callable<ByteBuffer> & Serializable) () -> ByteBuffer.allocateDirect(8192));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return Shape.describe((ByteBuffer) ((Callable<?>) in.readObject()).call());
        }
    }

    @Point
    static String anExceptionLeavesTheOperandsAround() {
        StringBuilder line = new StringBuilder();
        for (int capacity : new int[] {-1, 8192, -2, 4096}) {
            try {
                line.append(operands(1L, "two", ByteBuffer.allocateDirect(capacity), 4.0, capacity));
            } catch (IllegalArgumentException expected) {
                line.append(expected.getMessage());
            } finally {
                line.append(operands(5L, "six", ByteBuffer.allocateDirect(100), 8.0, capacity));
            }
        }
        return line.toString();
    }

    @Point
    static String aStreamOfMethodReferencesWorks() {
        return IntStream.of(Sizes.TYPICAL)
                .mapToObj(ByteBuffer::allocateDirect)
                .map(Shape::describe)
                .collect(Collectors.joining(" "));
    }

    @Point
    static String virtualThreadsGetTheSameBuffers() throws Exception {
        if (Runtime.version().feature() < 21) {
            return "no virtual threads";
        }
        String[] shape = {""};
        Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
        Runnable task = () -> {
            for (int round = 0; round < 50; round++) {
                ByteBuffer buffer = ByteBuffer.allocateDirect(16384);
                shape[0] = Shape.describe(buffer);
                Thread.yield();
                Pattern.dirty(buffer);
                Direct.free(buffer);
            }
        };
        ((Thread) start.invoke(null, task)).join();
        return shape[0];
    }

    private static String operands(long one, String two, ByteBuffer three, double four, int five) {
        String line = one + two + Shape.describe(three) + four + five;
        Direct.free(three);
        return line;
    }

    private static Map<String, IntFunction<ByteBuffer>> kinds() {
        Map<String, IntFunction<ByteBuffer>> kinds = new TreeMap<>();
        kinds.put("constructor", capacity -> new Sites.Constructor(capacity).buffer);
        kinds.put("field initialiser", Sites.FieldInitialiser::allocate);
        kinds.put("super argument", capacity -> new Sites.SuperArgument(capacity).buffer);
        kinds.put("lambda", capacity -> ByteBuffer.allocateDirect(capacity));
        kinds.put("method reference", ByteBuffer::allocateDirect);
        kinds.put("MappedByteBuffer", capacity -> MappedByteBuffer.allocateDirect(capacity));
        kinds.put("MappedByteBuffer reference", MappedByteBuffer::allocateDirect);
        kinds.put("interface default", capacity -> new Sites.OfInterface() {}.inDefault(capacity));
        kinds.put("interface static", Sites.OfInterface::inStatic);
        kinds.put("interface private", capacity -> new Sites.OfInterface() {}.throughPrivate(capacity));
        kinds.put("record", capacity -> new Sites.OfRecord(capacity).allocate());
        kinds.put("enum", capacity -> Sites.OfEnum.ONLY.allocate(capacity));
        kinds.put("generic", capacity -> new Sites.Generic<String>().allocate("", capacity));
        kinds.put("reflection", CallSites::reflected);
        kinds.put("method handle", CallSites::handled);
        return kinds;
    }

    private static ByteBuffer reflected(int capacity) {
        try {
            Method method = ByteBuffer.class.getMethod("allocateDirect", int.class);
            return (ByteBuffer) method.invoke(null, capacity);
        } catch (InvocationTargetException thrown) {
            throw (RuntimeException) thrown.getCause();
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static ByteBuffer handled(int capacity) {
        try {
            MethodHandle handle = MethodHandles.lookup()
                    .findStatic(ByteBuffer.class, "allocateDirect", MethodType.methodType(ByteBuffer.class, int.class));
            return (ByteBuffer) handle.invokeExact(capacity);
        } catch (RuntimeException thrown) {
            throw thrown;
        } catch (Throwable failed) {
            throw new IllegalStateException(failed);
        }
    }
}
