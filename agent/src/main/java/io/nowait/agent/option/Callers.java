package io.nowait.agent.option;

import io.nowait.runtime.nullness.Nullable;
import java.util.ArrayList;
import java.util.List;

/**
 * The threads and methods that an option names.
 *
 * @param threadNames patterns of names; a star stands for any characters
 * @param threadClasses names of classes and interfaces; their heirs count too
 * @param methods patterns {@code class::method}, with stars
 * @param annotations names of annotations, of methods or classes
 */
public record Callers(
        List<String> threadNames, List<String> threadClasses, List<String> methods, List<String> annotations) {
    /** None. */
    public static final Callers NONE = new Callers(List.of(), List.of(), List.of(), List.of());

    private static final String METHOD = "::";

    /** Reads patterns joined by |; null if one of them is malformed. */
    static @Nullable Callers parse(String text) {
        Callers parsed = new Callers(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (String pattern : text.split("\\|", -1)) {
            if (!parsed.add(pattern)) {
                return null;
            }
        }
        return parsed;
    }

    private boolean add(String pattern) {
        int method = pattern.indexOf(METHOD);
        if (pattern.startsWith("@")) {
            return annotations.add(pattern.substring(1)) && Patterns.isName(pattern.substring(1), false);
        }
        if (pattern.startsWith("<")) {
            return threadClasses.add(pattern.substring(1)) && Patterns.isName(pattern.substring(1), false);
        }
        if (method >= 0) {
            return methods.add(pattern)
                    && Patterns.isName(pattern.substring(0, method), true)
                    && isMethod(pattern.substring(method + METHOD.length()));
        }
        // Names of threads may consist of any characters.
        return threadNames.add(pattern) && !pattern.isEmpty();
    }

    private static boolean isMethod(String name) {
        return name.equals("<init>") || (Patterns.isName(name, true) && name.indexOf('.') < 0);
    }
}
