package io.nowait.agent.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoadedClassesTest {
    private final Counts counts = new Counts();
    private final List<Class<?>> loaded = new ArrayList<>();
    private boolean ending;
    private final Set<Class<?>> bad = new HashSet<>();
    private final List<Set<Class<?>>> batches = new ArrayList<>();
    private final Set<Class<?>> retransformed = new HashSet<>();

    @Test
    void classesWithASiteAreRetransformedAndOthersAreNot() throws Exception {
        Class<?> site = foreign(Samples.InMethod.class);
        loaded.addAll(List.of(foreign(Samples.Marker.class), site, String.class, int.class, site.arrayType()));
        retransform();
        assertThat(retransformed).containsExactly(site);
    }

    @Test
    void aClassWithoutResourceIsRetransformedToBeSure() throws Exception {
        Class<?> generated = new Defining(false).define(Workbench.fileOf(Samples.Marker.class));
        loaded.add(generated);
        retransform();
        assertThat(retransformed).containsExactly(generated);
    }

    @Test
    void aLoaderThatThrowsIsNoObstacle() throws Exception {
        Class<?> type = new Defining(true).define(Workbench.fileOf(Samples.Marker.class));
        loaded.add(type);
        retransform();
        assertThat(retransformed).containsExactly(type);
    }

    @Test
    void unmodifiableAndHiddenClassesAreSkipped() throws Exception {
        Runnable lambda = () -> {};
        loaded.add(lambda.getClass());
        retransform();
        assertThat(batches).isEmpty();
    }

    @Test
    void oneBadClassFailsAloneAndIsSaid() throws Exception {
        for (int i = 0; i < 2 * LoadedClasses.BATCH + 5; i++) {
            loaded.add(foreign(Samples.InMethod.class));
        }
        Class<?> culprit = loaded.get(LoadedClasses.BATCH + 7);
        bad.add(culprit);
        retransform();
        assertThat(retransformed).hasSize(loaded.size() - 1).doesNotContain(culprit);
        assertThat(counts.failed()).isEqualTo(1);
        assertThat(counts.failures().get(0).className).isEqualTo(culprit.getName());
        assertThat(counts.failures().get(0).reason)
                .contains("not retransformed")
                .contains("bad class");
        assertThat(batches).allSatisfy(batch -> assertThat(batch.size()).isLessThanOrEqualTo(LoadedClasses.BATCH));
    }

    @Test
    void aJvmThatEndsHasNoClasses() {
        ending = true;
        retransform();
        assertThat(batches).isEmpty();
        assertThat(LoadedClasses.all(instrumentation())).isEmpty();
    }

    private void retransform() {
        new LoadedClasses(instrumentation(), counts, false).retransform();
    }

    private Instrumentation instrumentation() {
        return (Instrumentation) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getAllLoadedClasses" -> ending ? null : loaded.toArray(new Class<?>[0]);
                    case "isModifiableClass" -> !((Class<?>) arguments[0]).isHidden();
                    case "retransformClasses" -> {
                        Set<Class<?>> batch = new HashSet<>(Arrays.asList((Class<?>[]) arguments[0]));
                        batches.add(batch);
                        if (batch.stream().anyMatch(bad::contains)) {
                            throw new VerifyError("bad class");
                        }
                        retransformed.addAll(batch);
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** The same class in a loader of its own, as an application has it. */
    private static Class<?> foreign(Class<?> type) {
        return new ClassLoader(type.getClassLoader()) {
            Class<?> define() {
                byte[] file = Workbench.fileOf(type);
                return defineClass(type.getName(), file, 0, file.length);
            }
        }.define();
    }

    private static final class Defining extends ClassLoader {
        private final boolean throwing;

        Defining(boolean throwing) {
            super(null);
            this.throwing = throwing;
        }

        Class<?> define(byte[] file) {
            return defineClass(null, file, 0, file.length);
        }

        @Override
        public java.io.InputStream getResourceAsStream(String name) {
            if (throwing) {
                throw new IllegalStateException("closed");
            }
            return null;
        }
    }
}
