package io.nowait.agent.it.loading;

import io.nowait.agent.it.Served;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;

/**
 * A child program: its arguments name static methods, {@code CLASS#METHOD}, that take a capacity and give a direct
 * buffer. Calls each until the reserves have served it, and prints it with the capacity it got. The classes are loaded when
 * the reserves already serve, so that what static initialisers get is no accident.
 */
public final class Invoke {
    private Invoke() {}

    /** Runs it. */
    public static void main(String[] names) throws Exception {
        Served.by(() -> ByteBuffer.allocateDirect(8192));
        for (String name : names) {
            String[] parts = name.split("#");
            Method method = Class.forName(parts[0]).getMethod(parts[1], int.class);
            System.out.println(name + " " + Served.by(() -> (ByteBuffer) method.invoke(null, 8192)));
        }
    }
}
