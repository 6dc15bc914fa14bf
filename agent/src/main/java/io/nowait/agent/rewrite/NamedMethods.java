package io.nowait.agent.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The methods that an option names: by pattern, or by an annotation that they or their class carry. Thread-safe. */
public final class NamedMethods {
    /** None. */
    public static final NamedMethods NONE = new NamedMethods(List.of(), List.of());

    private final List<Pattern> patterns = new ArrayList<>();
    private final List<String> descriptors = new ArrayList<>();

    /**
     * Those.
     *
     * @param methods patterns {@code class::method}; a star stands for any characters
     * @param annotations names of annotations
     */
    public NamedMethods(List<String> methods, List<String> annotations) {
        for (String method : methods) {
            patterns.add(Pattern.compile(Pattern.quote(method).replace("*", "\\E.*\\Q")));
        }
        for (String annotation : annotations) {
            descriptors.add("L".concat(annotation.replace('.', '/')).concat(";"));
        }
    }

    /** Whether an annotation of that descriptor names what carries it. */
    boolean byAnnotation(String descriptor) {
        return descriptors.contains(descriptor);
    }

    /** Whether a method is named by a pattern. */
    boolean byName(String className, String method) {
        if (patterns.isEmpty()) {
            return false;
        }
        String name = className.concat("::").concat(method);
        for (Pattern pattern : patterns) {
            if (pattern.matcher(name).matches()) {
                return true;
            }
        }
        return false;
    }
}
