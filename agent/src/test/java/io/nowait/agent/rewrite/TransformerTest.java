package io.nowait.agent.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;

class TransformerTest {
    private static final byte[] SITE = Workbench.fileOf(Samples.InMethod.class);
    private static final String NAME = Samples.InMethod.class.getName().replace('.', '/');

    private final Workbench workbench = new Workbench();
    private final ClassLoader loader = TransformerTest.class.getClassLoader();

    @Test
    void aClassVersionOfTheFutureIsLeftAloneAndSaid() {
        byte[] future = SITE.clone();
        future[6] = 3;
        future[7] = (byte) 0xE8;
        assertThat(workbench.rewrite(future)).isNull();
        assertThat(reason()).contains("Unsupported class file major version 1000");
        assertThat(workbench.counts.failed()).isEqualTo(1);
    }

    @Test
    void aTruncatedClassFileIsLeftAloneAndSaid() {
        for (int length = 10; length < SITE.length; length += 7) {
            Workbench fresh = new Workbench();
            assertThat(fresh.rewrite(Arrays.copyOf(SITE, length)))
                    .as("cut to %d bytes", length)
                    .isNull();
            assertThat(fresh.counts.failed()).as("cut to %d bytes", length).isEqualTo(1);
        }
    }

    @Test
    void garbageAfterTheConstantPoolIsLeftAloneAndSaid() {
        byte[] corrupt = SITE.clone();
        int pool = new org.objectweb.asm.ClassReader(SITE).header;
        Arrays.fill(corrupt, pool, corrupt.length, (byte) 0xFF);
        assertThat(transform(NAME, corrupt)).isNull();
        assertThat(workbench.counts.failures().get(0).className).isEqualTo(NAME.replace('/', '.'));
    }

    @Test
    void aClassWhoseLoaderHidesTheDispatcherIsLeftAloneAndSaid() {
        Gate hidden = new Gate() {
            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public boolean isSeenBy(ClassLoader asking) {
                return asking != loader;
            }
        };
        Transformer transformer = new Transformer(
                hidden,
                Scope.ALL,
                (className, method, line, ordinal, because, exempt) -> 1,
                new References((name, file) -> {}),
                Workbench.NO_RULES,
                new JdkClasses(false),
                workbench.counts);
        assertThat(transformer.transform(loader.getUnnamedModule(), loader, NAME, null, null, SITE))
                .isNull();
        assertThat(reason()).contains("does not let java.nio.NowaitDispatcher through");
        assertThat(transformer.transform(loader.getUnnamedModule(), null, NAME, null, null, SITE))
                .isNotNull();
    }

    @Test
    void onlyTheFirstReasonsAreKept() {
        for (int i = 0; i < Counts.FAILURES_KEPT + 5; i++) {
            transform("C" + i, new byte[0]);
        }
        assertThat(workbench.counts.failed()).isEqualTo(Counts.FAILURES_KEPT + 5);
        assertThat(workbench.counts.failures()).hasSize(Counts.FAILURES_KEPT);
        assertThat(workbench.counts.failures().get(0).className).isEqualTo("C0");
    }

    @Test
    void aClassWithoutANameIsRewrittenToo() {
        assertThat(transform(null, SITE)).isNotNull();
    }

    @Test
    void javaBaseIsLeftAlone() {
        Module base = Object.class.getModule();
        assertThat(workbench.transformer.transform(base, null, NAME, null, null, SITE))
                .isNull();
        assertThat(workbench.counts.failed()).isZero();
    }

    @Test
    void theAgentsOwnClassesAreLeftAlone() {
        var domain = Transformer.class.getProtectionDomain();
        assertThat(workbench.transformer.transform(loader.getUnnamedModule(), loader, NAME, null, domain, SITE))
                .isNull();
    }

    @Test
    void theRuntimeInTheBootLoaderIsLeftAloneButAnApplicationsCopyIsNot() {
        String runtime = "io/nowait/runtime/Nowait";
        Module unnamed = loader.getUnnamedModule();
        assertThat(workbench.transformer.transform(unnamed, null, runtime, null, null, SITE))
                .isNull();
        assertThat(workbench.transformer.transform(unnamed, loader, runtime, null, null, SITE))
                .isNotNull();
    }

    @Test
    void aClassOutOfScopeIsCountedAsSkipped() {
        Transformer nothing = workbench.transformer((className, in, file) -> false);
        assertThat(nothing.transform(loader.getUnnamedModule(), loader, NAME, null, null, SITE))
                .isNull();
        assertThat(workbench.counts.skipped()).isEqualTo(1);
    }

    @Test
    void theScopeIsAskedByNameAlsoForAClassThatComesWithoutOne() {
        List<String> asked = new java.util.ArrayList<>();
        Transformer asking = workbench.transformer((className, in, file) -> asked.add(className));
        asking.transform(loader.getUnnamedModule(), loader, null, null, null, SITE);
        assertThat(asked).containsExactly(Samples.InMethod.class.getName());
    }

    @Test
    void aScopeThatThrowsLeavesTheClassAlone() {
        Transformer throwing = workbench.transformer((className, in, file) -> {
            throw new IllegalStateException("no such type");
        });
        assertThat(throwing.transform(loader.getUnnamedModule(), loader, NAME, null, null, SITE))
                .isNull();
        assertThat(reason()).contains("no such type");
    }

    @Test
    void aMethodThatWouldGetTooLargeIsLeftAloneAndSaid() {
        byte[] file = GeneratedSitesTest.generate(Opcodes.V1_6, method -> {
            for (int i = 0; i < 13_000; i++) {
                method.visitInsn(Opcodes.ICONST_1);
                GeneratedSitesTest.allocate(method);
                method.visitInsn(Opcodes.POP);
            }
            method.visitInsn(Opcodes.ACONST_NULL);
            method.visitInsn(Opcodes.ARETURN);
            method.visitMaxs(1, 1);
        });
        assertThat(workbench.rewrite(file)).isNull();
        assertThat(reason()).contains("MethodTooLarge");
    }

    private byte[] transform(String name, byte[] file) {
        return workbench.transformer.transform(loader.getUnnamedModule(), loader, name, null, null, file);
    }

    private String reason() {
        return workbench.counts.failures().get(0).reason;
    }
}
