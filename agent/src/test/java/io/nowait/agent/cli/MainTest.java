package io.nowait.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nowait.agent.option.Option;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpNamesBothWaysOfUseAndEveryOption() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("java -javaagent:nowait.jar").contains("java -jar nowait.jar");
        for (Option option : Option.values()) {
            assertThat(out.toString())
                    .contains(option.key(), option.description(), option.allowed(), option.defaultValue())
                    .contains(option.variable());
        }
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void withoutArgumentsItIsTheHelp() {
        assertThat(run()).isZero();
        String withoutArguments = out.toString();
        out.getBuffer().setLength(0);
        run("--help");
        assertThat(withoutArguments).isEqualTo(out.toString());
    }

    @Test
    void versionIsOneLine() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString().strip()).startsWith("nowait ").doesNotContain("\n");
    }

    @Test
    void anUnknownArgumentIsAnErrorWithCode2() {
        assertThat(run("frobnicate")).isEqualTo(2);
        assertThat(err.toString()).contains("frobnicate");
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... arguments) {
        return Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
