package io.nowait.agent.cli;

import io.nowait.agent.option.Option;

/** The part of the help that tells how the agent is used, and its options, made from their table. */
final class Use {
    private static final String EXAMPLE = "  java -javaagent:nowait.jar=summary=stderr,floor=4k -jar app.jar";

    private Use() {}

    static String text() {
        StringBuilder text = new StringBuilder();
        line(text, "");
        line(text, "The agent, for the program app.jar:");
        line(text, "  java -javaagent:nowait.jar[=key=value,key=value...] -jar app.jar");
        line(text, "  NOWAIT_KEY=value java -javaagent:nowait.jar -jar app.jar");
        line(text, "for instance");
        line(text, EXAMPLE);
        line(text, "");
        line(text, "Agent options (the argument wins over the variable; sizes take k, m, g):");
        for (Option option : Option.values()) {
            line(text, String.format("  %-8s %s", option.key(), option.description()));
            line(
                    text,
                    String.format(
                            "  %-8s %s; default: %s; or %s",
                            "", option.allowed(), option.defaultValue(), option.variable()));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
