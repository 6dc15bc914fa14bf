package io.nowait.agent.it.semantics;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One point of the promise that a buffer cannot be told from the JDK's: a static method without parameters that returns
 * all there is to observe (a map for several lines), and throws where what it sees is wrong with or without the agent.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Point {}
