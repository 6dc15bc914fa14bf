package io.nowait.agent.rewrite;

import io.nowait.runtime.nullness.Nullable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;

/**
 * Retransforms the classes that were loaded before the agent: all of an application when it attaches, and under an AOT
 * cache those that the cache brings before {@code premain}.
 *
 * <p>Retransforming stops the world, so it is done only for classes that may have a site, 100 at a time, with a pause
 * between when the application is running. A class's file is looked up as its loader's resource; one that has none
 * was generated, and is retransformed to be sure. When a batch fails, its halves are tried, down to single classes: one
 * that the JVM will not take back fails alone, and is counted. The few classes of {@code java.instrument}, which every
 * start with an agent has, are known to have no site.
 */
final class LoadedClasses {
    static final int BATCH = 100;
    private static final long PAUSE_MILLIS = 20;
    private static final ProtectionDomain OWN_DOMAIN = LoadedClasses.class.getProtectionDomain();

    private static final Class<?>[] NONE = {};

    private final Instrumentation instrumentation;
    private final Counts counts;
    private final boolean pausing;

    LoadedClasses(Instrumentation instrumentation, Counts counts, boolean pausing) {
        this.instrumentation = instrumentation;
        this.counts = counts;
        this.pausing = pausing;
    }

    /** All classes that the JVM has loaded; none when it is about to end, for which it answers null. */
    static Class<?>[] all(Instrumentation instrumentation) {
        Class<?>[] loaded = instrumentation.getAllLoadedClasses();
        return loaded == null ? NONE : loaded;
    }

    /** Retransforms what may have a site; never throws. */
    void retransform() {
        List<Class<?>> batch = new ArrayList<>();
        for (Class<?> type : all(instrumentation)) {
            if (isCandidate(type) && mayHaveSite(type)) {
                batch.add(type);
            }
            if (batch.size() == BATCH) {
                retransform(batch);
                batch.clear();
                pause();
            }
        }
        retransform(batch);
    }

    private void retransform(List<Class<?>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            instrumentation.retransformClasses(batch.toArray(new Class<?>[0]));
        } catch (Throwable failure) {
            if (batch.size() == 1) {
                counts.countFailed(batch.get(0).getName(), "not retransformed: " + failure);
            } else {
                int half = batch.size() / 2;
                retransform(batch.subList(0, half));
                retransform(batch.subList(half, batch.size()));
            }
        }
    }

    private boolean isCandidate(Class<?> type) {
        return type.getModule() != JavaBase.MODULE
                && type.getModule() != instrumentation.getClass().getModule()
                && !type.isArray()
                && !type.isHidden()
                && type.getProtectionDomain() != OWN_DOMAIN
                && !Transformer.isRuntime(type.getClassLoader(), type.getName().replace('.', '/'))
                && instrumentation.isModifiableClass(type);
    }

    private static boolean mayHaveSite(Class<?> type) {
        try (InputStream in = resource(type)) {
            return in == null || ConstantPool.scan(in.readAllBytes()) != ConstantPool.Finding.NO_SITE;
        } catch (Throwable unavailable) {
            return true; // a loader may do anything here
        }
    }

    private static @Nullable InputStream resource(Class<?> type) throws IOException {
        String path = type.getName().replace('.', '/').concat(".class");
        if (type.getModule().isNamed()) {
            return type.getModule().getResourceAsStream(path);
        }
        ClassLoader loader = type.getClassLoader();
        return loader == null ? ClassLoader.getSystemResourceAsStream(path) : loader.getResourceAsStream(path);
    }

    private void pause() {
        if (pausing) {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
