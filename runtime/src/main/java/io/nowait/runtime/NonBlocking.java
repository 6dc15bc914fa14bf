package io.nowait.runtime;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What runs in the method, or in any method of the class, may not wait: allocations there are served as on an event loop,
 * whichever thread makes them. It goes for the code that is written there, bodies of lambdas only if the class is annotated; not
 * for methods that are called, overridden or nested in it.
 *
 * <p>Read from the class file by the agent. Kept at run time, because of a class that was loaded before an agent the JVM shows it
 * only such annotations; where this type is missing then, nothing happens.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface NonBlocking {}
