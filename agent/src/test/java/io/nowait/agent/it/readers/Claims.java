package io.nowait.agent.it.readers;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The claims of a child program. */
final class Claims {
    /** What follows the name of a claim that holds. */
    static final String HOLDS = " holds";

    private Claims() {}

    /** Proves all claims of a program, and prints how that went, a line each. Exits with 1 if one does not hold. */
    static void prove(Class<?> program) throws IllegalAccessException {
        boolean all = true;
        for (Method claim : of(program)) {
            try {
                claim.invoke(null);
                System.out.println(claim.getName() + HOLDS);
            } catch (InvocationTargetException thrown) {
                System.out.println(claim.getName() + " FAILED: " + thrown.getCause());
                thrown.getCause().printStackTrace();
                all = false;
            }
        }
        System.exit(all ? 0 : 1);
    }

    /** Those of a program, in the order of their names. */
    static List<Method> of(Class<?> program) {
        return Arrays.stream(program.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Claim.class))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }
}
