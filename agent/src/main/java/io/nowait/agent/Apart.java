package io.nowait.agent;

import io.nowait.runtime.nullness.Nullable;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * Installs the agent in a class loader of its own, for an application with a module that contains the runtime.
 *
 * <p>The loader of the class path, which the JVM loads agents with, asks the modules first: there the agent would find the
 * application's copy of the runtime for its own.
 */
final class Apart {
    private static final String RUNTIME = "io.nowait.runtime";

    private static @Nullable Method install;

    private Apart() {}

    /** Whether a module of the application contains the runtime. */
    static boolean isNeeded() {
        for (Module module : ModuleLayer.boot().modules()) {
            if (module.getPackages().contains(RUNTIME)) {
                return true;
            }
        }
        return false;
    }

    /** As {@link Install#run}, of which there is one for all calls of this. Never throws. */
    static synchronized void run(@Nullable String argument, Instrumentation instrumentation, boolean attached) {
        try {
            Method run = install;
            if (run == null) {
                run = find();
                install = run;
            }
            run.invoke(null, argument, instrumentation, attached);
        } catch (Throwable failure) {
            Install.say("not installed: " + failure);
        }
    }

    private static Method find() throws ReflectiveOperationException {
        URL[] jar = {Apart.class.getProtectionDomain().getCodeSource().getLocation()};
        // Never closed: the agent stays. Its parent is the boot loader: others know the application's modules.
        Class<?> apart = new URLClassLoader("nowait", jar, null).loadClass(Install.class.getName());
        Method run = apart.getDeclaredMethod("run", String.class, Instrumentation.class, boolean.class);
        run.setAccessible(true);
        return run;
    }
}
