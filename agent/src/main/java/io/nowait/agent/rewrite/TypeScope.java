package io.nowait.agent.rewrite;

import static net.bytebuddy.matcher.ElementMatchers.any;
import static net.bytebuddy.matcher.ElementMatchers.hasSuperType;
import static net.bytebuddy.matcher.ElementMatchers.isAnnotatedWith;
import static net.bytebuddy.matcher.ElementMatchers.nameMatches;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.none;
import static net.bytebuddy.matcher.ElementMatchers.not;

import io.nowait.runtime.nullness.Nullable;
import java.util.List;
import java.util.regex.Pattern;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;

/**
 * The scope that {@code include} and {@code exclude} describe; the only class that uses ByteBuddy, and loaded only when
 * one of the two is given.
 *
 * <p>A pattern is {@code com.acme.*} (class names; a star stands for any characters), {@code @com.acme.NoPool} (classes
 * that carry this annotation) or {@code <com.acme.Base} (the type itself and what extends or implements it, however
 * far). Types are read from their class files, never loaded.
 */
final class TypeScope implements Scope {
    private final ElementMatcher<TypeDescription> covered;

    /**
     * A scope of the classes that match a pattern of the first list and none of the second.
     *
     * @param include patterns; an empty list stands for every class
     * @param exclude patterns
     */
    TypeScope(List<String> include, List<String> exclude) {
        ElementMatcher.Junction<TypeDescription> included = include.isEmpty() ? any() : anyOf(include);
        covered = included.and(not(anyOf(exclude)));
    }

    @Override
    public boolean covers(String className, @Nullable ClassLoader loader, byte[] file) {
        ClassFileLocator locator = new ClassFileLocator.Compound(
                ClassFileLocator.Simple.of(className, file), ClassFileLocator.ForClassLoader.of(loader));
        TypePool pool = TypePool.Default.of(locator);
        return covered.matches(pool.describe(className).resolve());
    }

    private static ElementMatcher.Junction<TypeDescription> anyOf(List<String> patterns) {
        ElementMatcher.Junction<TypeDescription> matcher = none();
        for (String pattern : patterns) {
            matcher = matcher.or(matcher(pattern));
        }
        return matcher;
    }

    private static ElementMatcher.Junction<TypeDescription> matcher(String pattern) {
        return switch (pattern.charAt(0)) {
            case '@' -> isAnnotatedWith(named(pattern.substring(1)));
            case '<' -> hasSuperType(named(pattern.substring(1)));
            default -> nameMatches(regex(pattern));
        };
    }

    private static String regex(String glob) {
        return Pattern.quote(glob).replace("*", "\\E.*\\Q");
    }
}
