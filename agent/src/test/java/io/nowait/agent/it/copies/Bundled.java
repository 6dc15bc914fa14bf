package io.nowait.agent.it.copies;

import java.nio.file.Path;
import java.util.Map;
import org.apache.felix.framework.Felix;
import org.osgi.framework.Bundle;

/**
 * A child program: Apache Felix with a bundle that has a copy of the runtime in it, and whose loader delegates
 * {@code java.*} only. Its arguments are the bundle's jar, a folder for Felix, and a main class of the bundle's.
 */
public final class Bundled {
    private Bundled() {}

    /** Runs it. */
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
        Class<?> type = bundle.loadClass(arguments[2]);
        type.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        System.out.println("loader: " + (type.getClassLoader() == Bundled.class.getClassLoader() ? "ours" : "its own"));
        felix.stop();
        felix.waitForStop(10_000);
    }
}
