package io.nowait.agent.it.every;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An agent that comes after the one under test and so is shown what that made of each class file. */
public final class Recorder implements ClassFileTransformer {
    /** Class files that it was shown, but for those of {@code java.base}. */
    static final AtomicInteger SHOWN = new AtomicInteger();

    /** Those that name the agent's classes, as rewritten ones do, by name with slashes. */
    static final Map<String, byte[]> NAMING = new ConcurrentHashMap<>();

    private Recorder() {}

    /** Called by the JVM. */
    public static void premain(String argument, Instrumentation instrumentation) {
        instrumentation.addTransformer(new Recorder(), true);
    }

    @Override
    public byte[] transform(
            Module module, ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] file) {
        if (module != Object.class.getModule()) {
            SHOWN.incrementAndGet();
            if (new String(file, StandardCharsets.ISO_8859_1).contains("java/nio/Nowait")) {
                NAMING.put(name, file);
            }
        }
        return null;
    }
}
