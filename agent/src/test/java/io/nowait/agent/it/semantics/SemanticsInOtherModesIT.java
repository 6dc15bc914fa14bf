package io.nowait.agent.it.semantics;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The same as {@link SemanticsIT} with other flags, and for loose buffers. */
class SemanticsInOtherModesIT extends ComparedSemantics {
    @TestFactory
    Stream<DynamicNode> everyPointEqualsThePlainJdkInOtherModes() {
        List<Jdk> jdks = Jdks.onePerFeature();
        Stream<DynamicNode> once = Stream.of(
                compared(jdks.get(0), "-Xint"), compared(jdks.get(jdks.size() - 1), "-XX:-UseCompressedOops"));
        Stream<DynamicNode> onEvery = jdks.stream()
                .map(jdk -> compared(jdk, "-Dsun.nio.PageAlignDirectMemory=true", "-Dsemantics.pageAligned=true"));
        return Stream.concat(once, onEvery);
    }

    /** Nothing is pooled and nobody may wait: each buffer of a rewritten site is made without waiting. */
    @TestFactory
    Stream<DynamicNode> everyPointEqualsThePlainJdkForLooseBuffers() {
        List<Jdk> jdks = Jdks.onePerFeature();
        DynamicNode aligned =
                loose(jdks.get(0), "-Dsun.nio.PageAlignDirectMemory=true", "-Dsemantics.pageAligned=true");
        return Stream.concat(Stream.of(aligned), jdks.stream().skip(1).map(jdk -> loose(jdk, "-XX:+UseG1GC")));
    }

    private static DynamicNode loose(Jdk jdk, String... flags) {
        return dynamicContainer(
                jdk + " loose " + String.join(" ", flags), Stream.of("").flatMap(once -> {
                    Pair pair = Pair.run(() -> program(jdk, flags)
                            .environment("NOWAIT_THREADS", "all")
                            .environment("NOWAIT_SHARE", "0"));
                    return pair.tests();
                }));
    }
}
