package io.nowait.agent.rewrite;

import java.lang.invoke.LambdaMetafactory;
import org.objectweb.asm.Handle;

/**
 * Tells serializable method references, which must stay as they are: their serialised form names the method they refer
 * to, and {@code $deserializeLambda$} compares it with the name that the compiler wrote.
 */
final class SerializableLambda {
    private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";
    private static final int FLAGS_ARGUMENT = 3;

    private SerializableLambda() {}

    /** Whether an invokedynamic in the given method makes a serializable lambda, or deserialises one. */
    static boolean is(String method, Handle bootstrap, Object[] arguments) {
        if (method.equals("$deserializeLambda$")) {
            return true;
        }
        return bootstrap.getOwner().equals(METAFACTORY)
                && bootstrap.getName().equals("altMetafactory")
                && arguments.length > FLAGS_ARGUMENT
                && arguments[FLAGS_ARGUMENT] instanceof Integer flags
                && (flags & LambdaMetafactory.FLAG_SERIALIZABLE) != 0;
    }
}
