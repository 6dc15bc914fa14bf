package io.nowait.agent.it.semantics;

import io.nowait.agent.it.ChildJvm;
import io.nowait.agent.it.Jdk;
import java.time.Duration;

/** How the suite's programs are started: with the access that programs which reach inside buffers ask for. */
final class Child {
    private Child() {}

    static ChildJvm of(Jdk jdk, String... flags) {
        ChildJvm child = ChildJvm.of(jdk)
                .flags("-Xmx512m", "-Dfile.encoding=UTF-8")
                .flags("--add-exports=java.base/sun.nio.ch=ALL-UNNAMED")
                .flags("--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED")
                .flags("--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED")
                .flags(flags)
                .limit(Duration.ofSeconds(300));
        return jdk.feature() < 24
                ? child
                : child.flags("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");
    }
}
