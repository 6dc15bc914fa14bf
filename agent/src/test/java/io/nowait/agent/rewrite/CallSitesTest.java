package io.nowait.agent.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sites as the Java compiler makes them, rewritten and run. */
class CallSitesTest {
    private final Workbench workbench = new Workbench();

    @BeforeEach
    void forgetCalls() {
        FakeDispatcher.CALLS.clear();
    }

    @Test
    void aCallInAMethodIsRewritten() throws Exception {
        assertThat(call(Samples.InMethod.class)).isEqualTo(ByteBuffer.allocateDirect(10));
        assertThat(FakeDispatcher.CALLS).containsExactly("allocateDirect(10, 1)");
        assertThat(workbench.sites).singleElement().asString().matches("Samples\\$InMethod\\.call:\\d+#0");
        assertThat(workbench.counts.rewritten()).isEqualTo(1);
    }

    @Test
    void aCallInAConstructorIsRewritten() throws Exception {
        call(Samples.InConstructor.class);
        assertThat(FakeDispatcher.CALLS).containsExactly("allocateDirect(11, 1)");
        assertThat(workbench.sites).singleElement().asString().contains(".<init>:");
    }

    @Test
    void aStaticInitialiserBypassesButAReferenceMadeInItDoesNot() throws Exception {
        assertThat(call(Samples.InStaticInitialiser.class)).isEqualTo(25);
        assertThat(FakeDispatcher.CALLS).containsExactly("bypass(12, 1)", "allocateDirect(13, 2)");
    }

    @Test
    void aCallInALambdaIsRewritten() throws Exception {
        call(Samples.InLambda.class);
        assertThat(FakeDispatcher.CALLS).containsExactly("allocateDirect(14, 1)");
    }

    @Test
    void callsInInterfaceMethodsAreRewritten() throws Exception {
        Callable<?> sample = (Callable<?>) create(workbench.load(Samples.InInterface.class, Samples.Face.class));
        assertThat(sample.call()).isEqualTo(31);
        assertThat(FakeDispatcher.CALLS).containsExactly("allocateDirect(15, 1)", "allocateDirect(16, 2)");
    }

    @Test
    void aMethodReferenceIsRewrittenToAClassOfItsOwn() throws Exception {
        assertThat(((ByteBuffer) call(Samples.AsReference.class)).capacity()).isEqualTo(17);
        assertThat(FakeDispatcher.CALLS).containsExactly("allocateDirect(17, 1)");
        assertThat(workbench.references).containsOnlyKeys("java/nio/NowaitReference$1");
    }

    @Test
    void aMethodReferenceWithMarkerInterfaceIsRewritten() throws Exception {
        ((Callable<?>) create(workbench.load(Samples.AsMarkedReference.class, Samples.Marker.class))).call();
        assertThat(FakeDispatcher.CALLS).containsExactly("allocateDirect(18, 1)");
    }

    @Test
    void aSerializableMethodReferenceIsLeftAloneAndCanBeDeserialised() throws Exception {
        assertThat(workbench.rewrite(Workbench.fileOf(Samples.AsSerializableReference.class)))
                .isNull();
        assertThat(workbench.references).isEmpty();

        IntFunction<?> back = (IntFunction<?>) copy(new Samples.AsSerializableReference().call());
        assertThat(((ByteBuffer) back.apply(5)).capacity()).isEqualTo(5);
    }

    @Test
    void aCallThroughMappedByteBufferIsRewritten() throws Exception {
        call(Samples.ThroughHeir.class);
        assertThat(FakeDispatcher.CALLS).containsExactly("allocateDirect(19, 1)");
    }

    @Test
    void sitesOnOneLineAreToldApartByTheirOrder() throws Exception {
        assertThat(call(Samples.SeveralOnALine.class)).isEqualTo(-1);
        assertThat(workbench.sites.get(0)).endsWith("#0");
        assertThat(workbench.sites.get(1)).endsWith("#1");
        assertThat(FakeDispatcher.CALLS).containsExactly("allocateDirect(20, 1)", "allocateDirect(21, 2)");
    }

    @Test
    void framesHandlersAndBranchesStayValid() throws Exception {
        assertThat(call(Samples.WithBranches.class)).isEqualTo(303);
        assertThat(FakeDispatcher.CALLS)
                .containsExactly(
                        "allocateDirect(0, 1)",
                        "allocateDirect(-1, 2)",
                        "allocateDirect(-1, 2)",
                        "allocateDirect(2, 1)",
                        "allocateDirect(-1, 2)");
    }

    @Test
    void aClassWithoutASiteIsLeftAlone() {
        assertThat(workbench.rewrite(Workbench.fileOf(Samples.Without.class))).isNull();
        assertThat(workbench.counts.rewritten()).isZero();
        assertThat(workbench.counts.failed()).isZero();
    }

    @Test
    void aRewrittenClassHasNoSiteLeft() {
        byte[] rewritten = workbench.rewrite(Workbench.fileOf(Samples.InMethod.class));
        assertThat(workbench.rewrite(rewritten)).isNull();
    }

    private Object call(Class<?> sample) throws Exception {
        return ((Callable<?>) create(workbench.load(sample))).call();
    }

    private static Object create(Class<?> type) throws Exception {
        var constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    private static Object copy(Object original) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }
}
