package io.nowait.agent.it.semantics;

import io.nowait.agent.it.Collector;
import io.nowait.agent.it.Jdks;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** A buffer from a rewritten call site cannot be told from the JDK's by any supported means. */
class SemanticsIT extends ComparedSemantics {
    @TestFactory
    Stream<DynamicNode> everyPointEqualsThePlainJdkUnderEveryCollector() {
        return Jdks.onePerFeature().stream()
                .flatMap(jdk -> Arrays.stream(Collector.values()).map(collector -> compared(jdk, collector.flag())));
    }
}
