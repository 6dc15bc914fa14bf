package io.nowait.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdkToolTest {
    @ParameterizedTest
    @CsvSource({
        "jdk.jcmd, true", "jdk.compiler, true", "java.base, true", "java.rmi, true",
        "'', false", "com.acme, false", "jdkish, false", "javax.acme, false"
    })
    void onlyMainModulesOfTheJdkAreTools(String mainModule, boolean tool) {
        assertThat(JdkTool.isModuleOfTool(mainModule)).isEqualTo(tool);
    }
}
