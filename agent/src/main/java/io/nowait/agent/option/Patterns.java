package io.nowait.agent.option;

import java.util.ArrayList;
import java.util.List;

/** Type patterns in options: {@code com.acme.*}, {@code @com.acme.NoPool}, {@code <com.acme.Base}, joined by |. */
final class Patterns {
    private Patterns() {}

    /** The patterns of a list; none at all if one of them is malformed. */
    static List<String> split(String text) {
        List<String> patterns = new ArrayList<>();
        for (String pattern : text.split("\\|", -1)) {
            if (!isWellFormed(pattern)) {
                return new ArrayList<>();
            }
            patterns.add(pattern);
        }
        return patterns;
    }

    private static boolean isWellFormed(String pattern) {
        boolean named = pattern.startsWith("@") || pattern.startsWith("<");
        return isName(named ? pattern.substring(1) : pattern, !named);
    }

    /** Whether that is a Java name, perhaps with dots, and perhaps with stars. */
    static boolean isName(String name, boolean stars) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isJavaIdentifierPart(c) && c != '.' && (c != '*' || !stars)) {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
