package io.nowait.agent.it.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.agent.it.AgentJar;
import io.nowait.agent.it.Jdk;
import io.nowait.agent.it.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** With {@code JAVA_TOOL_OPTIONS=-javaagent:…} set, the JDK's own programs do as without it. */
class JdkToolsIT {
    private static final String VARIABLE = "JAVA_TOOL_OPTIONS";

    @TempDir
    Path folder;

    record Output(int exit, String stdout, String stderr) {}

    static Stream<Arguments> jdksAndTools() {
        String self = String.valueOf(ProcessHandle.current().pid());
        return Jdks.onePerFeature().stream()
                .flatMap(jdk -> Stream.of(
                        Arguments.of(jdk, "javac", List.of("Source.java")),
                        Arguments.of(jdk, "javac", List.of("Absent.java")),
                        Arguments.of(jdk, "jcmd", List.of(self, "VM.version")),
                        Arguments.of(
                                jdk,
                                "jar",
                                List.of("--list", "--file", AgentJar.path().toString())),
                        Arguments.of(jdk, "keytool", List.of("-showinfo", "-tls")),
                        Arguments.of(jdk, "java", List.of("-version"))));
    }

    @ParameterizedTest
    @MethodSource("jdksAndTools")
    void aToolPrintsWhatItAlwaysDoes(Jdk jdk, String tool, List<String> arguments) throws Exception {
        Files.writeString(folder.resolve("Source.java"), "class Source { int field; }");
        Output plain = run(jdk, tool, arguments, "");
        for (String options : List.of("", "=unknown=option")) {
            if (tool.equals("java") && !options.isEmpty()) {
                continue; // no tool: may complain
            }
            String value = "-javaagent:" + AgentJar.path() + options;
            Output agent = run(jdk, tool, arguments, value);
            assertThat(agent.exit()).isEqualTo(plain.exit());
            assertThat(agent.stdout()).isEqualTo(plain.stdout());
            assertThat(agent.stderr()).isEqualTo("Picked up " + VARIABLE + ": " + value + "\n" + plain.stderr());
        }
    }

    private Output run(Jdk jdk, String tool, List<String> arguments, String options) throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(Stream.of(jdk.tool(tool).toString()), arguments.stream())
                                .toList())
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.endsWith("JAVA_OPTIONS") || name.equals(VARIABLE));
        if (!options.isEmpty()) {
            builder.environment().put(VARIABLE, options);
        }
        return new Output(builder.start().waitFor(), read(out), read(err));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file).replace(System.lineSeparator(), "\n");
    }
}
