package io.nowait.examples.support;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The Java that runs server and client.
 *
 * @param feature its feature version, such as 17
 * @param description its name and full version
 */
public record Jdk(int feature, String description) {
    private static final int LIMIT_SECONDS = 30;

    /** Asks the {@code java} at this path; throws if it cannot run. */
    public static Jdk of(Path java) throws IOException {
        try (ChildJvm child = ChildJvm.start(java, List.of(), Jdk.class, List.of(), LIMIT_SECONDS)) {
            String line = child.readLine();
            child.awaitSuccess();
            return JSON.std.beanFrom(Jdk.class, line);
        }
    }

    /** Describes the Java that runs this, as one line of JSON. */
    public static void main(String[] args) throws IOException {
        String description =
                System.getProperty("java.vm.name") + " " + Runtime.version() + ", " + System.getProperty("java.vendor");
        System.out.println(JSON.std.asString(new Jdk(Runtime.version().feature(), description)));
    }

    /** The flags without which Netty makes no {@code allocateDirect} call on this Java. */
    public List<String> nettyFlags() {
        return feature < 24 ? List.of() : List.of("--sun-misc-unsafe-memory-access=allow");
    }
}
