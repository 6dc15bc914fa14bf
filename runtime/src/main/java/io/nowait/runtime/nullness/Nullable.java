package io.nowait.runtime.nullness;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * May be null: the value of the field, of the parameter, or what the method returns. What does not carry it is never
 * null. NullAway checks both while compiling; it asks for the annotation's simple name alone, so that the runtime needs
 * no dependency for it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface Nullable {}
