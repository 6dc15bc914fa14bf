package io.nowait.agent.it.readers;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Unix;
import io.netty.resolver.AddressResolver;
import io.netty.util.concurrent.Future;
import io.nowait.agent.it.AgentJar;
import io.nowait.agent.it.ChildJvm;
import io.nowait.agent.it.Finished;
import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import io.nowait.agent.it.RunningJvm;
import io.nowait.agent.it.Summary;
import io.nowait.agent.it.Twins;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Freed memory waits for those who announce, for as long as they may use it, and for nobody else. */
class ReadersIT {
    @TempDir
    Path folder;

    static List<Jdk> jdks() {
        return Jdks.onePerFeature();
    }

    @TestFactory
    Stream<DynamicNode> threadsThatSelectAreReaders() {
        return Proof.of(17, Loops.class, child -> child.agent(Shared.OPTIONS));
    }

    @TestFactory
    Stream<DynamicNode> virtualThreadsAreReadersInExplicitSectionsOnly() {
        return Proof.of(21, VirtualLoops.class, child -> child.agent(Shared.OPTIONS));
    }

    @TestFactory
    Stream<DynamicNode> nettysSelectorLoopsAreReaders() {
        return Proof.of(17, NettyNio.class, ReadersIT::withNetty);
    }

    @TestFactory
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    Stream<DynamicNode> nettysNativeLoopsAreReaders() {
        return Proof.of(
                17,
                NettyEpoll.class,
                child -> withNetty(child).library(Epoll.class, Unix.class).classPath(nativeLibrary()));
    }

    private static ChildJvm withNetty(ChildJvm child) {
        return child.library(Channel.class, ByteBuf.class, Bootstrap.class, Future.class, AddressResolver.class)
                .flags("-Dio.netty.allocator.type=unpooled", "-Dio.netty.maxDirectMemory=0")
                .agent(Shared.OPTIONS);
    }

    private static Path nativeLibrary() {
        try {
            URL library = ReadersIT.class.getResource("/META-INF/native/libnetty_transport_native_epoll_x86_64.so");
            JarURLConnection inJar = (JarURLConnection) library.openConnection();
            return Path.of(inJar.getJarFileURL().toURI());
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @TestFactory
    Stream<DynamicNode> workersOfExecutorsAreReadersByOption() {
        return Proof.of(17, WorkersByOption.class, child -> child.agent(Shared.OPTIONS, "readers=executors"));
    }

    @TestFactory
    Stream<DynamicNode> workersOfExecutorsAreNoReadersWithoutTheOption() {
        return Proof.of(17, WorkersAsUsual.class, child -> child.agent(Shared.OPTIONS));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void whatSelectThrowsAndReturnsIsWhatTheJdkDoes(Jdk jdk) {
        Twins twins = Twins.run(() -> Proof.child(jdk).main(Exceptions.class)).areEqualWithHits();
        assertThat(twins.summary().reclaim("readers")).isOne();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aLoopThatSatInItsSelectWhenTheAgentCameBecomesAReader(Jdk jdk) throws Exception {
        Path go = folder.resolve("go");
        Path file = folder.resolve("summary.json");
        ChildJvm child =
                Proof.child(jdk).flags("-XX:+EnableDynamicAgentLoading").main(Attached.class, go.toString());
        try (RunningJvm running = child.start()) {
            running.awaitOutput("ready");
            VirtualMachine machine = VirtualMachine.attach(String.valueOf(running.pid()));
            machine.loadAgent(AgentJar.path().toString(), Shared.OPTIONS + ",summary=" + file);
            machine.detach();
            Files.createFile(go);
            Finished finished = running.await().succeeded();
            assertThat(finished.lines()).containsExactly("ready", "readers in select 0", "protected");
            assertThat(finished.stderr()).isEmpty();
        }
        Summary summary = Summary.take(file);
        assertThat(summary.reclaim("readers")).as(summary.json()).isOne();
        assertThat(summary.errors()).as(summary.json()).isZero();
    }
}
