package io.nowait.agent.it.semantics;

import io.nowait.agent.it.readers.Live;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The child program of {@link SemanticsIT}: prints {@code Group.point=result}, one line for each {@link Point}, or
 * {@code Group.point[case]=result}. A run with the agent must print what a plain run prints. Exits with 1 if a point
 * threw.
 */
public final class Semantics {
    /** What the last line starts with; the number of failed points follows. */
    static final String DONE = "done, failed points: ";

    static final List<Class<?>> GROUPS = List.of(
            Shape.class,
            Sizes.class,
            Contents.class,
            CallSites.class,
            Views.class,
            Frees.class,
            DoubleFrees.class,
            ForeignAddresses.class,
            Cleaners.class,
            Statistics.class,
            FileIo.class,
            SocketIo.class,
            Ciphers.class,
            Tls.class,
            Natives.class);

    private Semantics() {}

    /** Runs every point, or only those of the groups named. */
    public static void main(String[] groups) throws InterruptedException {
        int rounds = 0;
        do {
            warmUp(Integer.MAX_VALUE);
            // On a machine at work the agent's pool may take longer to open.
        } while (Live.isPresent() && Live.memory("held") == 0 && ++rounds < 20);
        print(
                "direct buffers when all are freed",
                Direct.POOL.getCount() + ", " + Direct.POOL.getMemoryUsed() + " bytes");
        long failed = GROUPS.stream()
                .filter(group -> groups.length == 0 || List.of(groups).contains(group.getSimpleName()))
                .flatMap(Semantics::points)
                .filter(point -> !holds(point))
                .count();
        System.out.println(DONE + failed);
        System.exit(failed == 0 ? 0 : 1);
    }

    /** The reserves fill up in the background, from the first allocations on: gives them half a second. */
    static void warmUp(int largest) throws InterruptedException {
        for (int round = 0; round < 25; round++) {
            for (int capacity : Sizes.TYPICAL) {
                if (capacity <= largest) {
                    Direct.free(ByteBuffer.allocateDirect(capacity));
                }
            }
            Thread.sleep(20);
        }
    }

    private static Stream<Method> points(Class<?> group) {
        return Arrays.stream(group.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Point.class))
                .sorted(Comparator.comparing(Method::getName));
    }

    private static boolean holds(Method point) {
        String name = point.getDeclaringClass().getSimpleName() + "." + point.getName();
        try {
            Object result = point.invoke(null);
            if (result instanceof Map<?, ?> cases) {
                cases.forEach((key, value) -> print(name + "[" + key + "]", value));
            } else {
                print(name, result);
            }
            return true;
        } catch (InvocationTargetException thrown) {
            print(name, "FAILED: " + thrown.getCause());
            thrown.printStackTrace();
            return false;
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static void print(String name, Object result) {
        System.out.println(name + "=" + String.valueOf(result).replace("\n", "\\n"));
    }
}
