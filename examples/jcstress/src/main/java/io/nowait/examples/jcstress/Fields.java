package io.nowait.examples.jcstress;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Private fields of the runtime, for negative controls: the real classes with a step left out. */
public final class Fields {
    private Fields() {}

    /** The field of that name and type. */
    public static VarHandle of(Class<?> owner, String name, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).findVarHandle(owner, name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
