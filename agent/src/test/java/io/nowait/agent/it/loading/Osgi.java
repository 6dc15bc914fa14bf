package io.nowait.agent.it.loading;

import io.nowait.agent.it.Served;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.felix.framework.Felix;
import org.osgi.framework.Bundle;

/**
 * A child program: starts Apache Felix and a bundle, whose class {@code bundled.Allocating} allocates by a call and by
 * a method reference. Its arguments are the bundle's jar and a folder for Felix.
 */
public final class Osgi {
    private Osgi() {}

    /** Runs it. */
    @SuppressWarnings("unchecked")
    public static void main(String[] arguments) throws Exception {
        Felix felix = new Felix(Map.of(
                "org.osgi.framework.storage",
                        arguments[1] + "/felix-" + ProcessHandle.current().pid(),
                "org.osgi.framework.storage.clean", "onFirstInit",
                "felix.bootdelegation.implicit", "false"));
        felix.start();
        Bundle bundle = felix.getBundleContext()
                .installBundle(Path.of(arguments[0]).toUri().toString());
        bundle.start();
        Class<?> type = bundle.loadClass("bundled.Allocating");
        IntFunction<ByteBuffer> byCall =
                (IntFunction<ByteBuffer>) type.getConstructor().newInstance();
        IntFunction<ByteBuffer> byReference =
                (IntFunction<ByteBuffer>) type.getMethod("reference").invoke(null);
        System.out.println("by call " + Served.by(() -> byCall.apply(8192)));
        System.out.println("by reference " + Served.by(() -> byReference.apply(8192)));
        System.out.println("the bundle finds the runtime: " + finds(type, "io.nowait.runtime.Nowait"));
        System.out.println("the bundle finds itself: " + finds(type, type.getName()));
        felix.stop();
        felix.waitForStop(10_000);
    }

    private static boolean finds(Class<?> type, String name) {
        try {
            Class.forName(name, false, type.getClassLoader());
            return true;
        } catch (ClassNotFoundException hidden) {
            return false;
        }
    }
}
