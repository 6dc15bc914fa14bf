package io.nowait.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void commasStandBetweenMembersAndElementsAndNowhereElse() {
        Json json = new Json().object();
        json.name("a")
                .value(1)
                .name("b")
                .array()
                .value(2)
                .value("x")
                .object()
                .endObject()
                .endArray();
        json.name("c").object().name("d").value(-3).endObject().endObject();
        assertThat(json.toString().strip()).isEqualTo("{\"a\": 1, \"b\": [2, \"x\", {}], \"c\": {\"d\": -3}}");
    }

    @Test
    void stringsAreEscaped() {
        assertThat(new Json().value("\"\\\n\u0001\u00e4\ud83d").toString().strip())
                .isEqualTo("\"\\\"\\\\\\u000a\\u0001\u00e4\\ud83d\"");
    }
}
