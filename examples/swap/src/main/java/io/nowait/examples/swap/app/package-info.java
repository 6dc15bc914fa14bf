/**
 * The application: event loops answer from a shared direct buffer while one thread swaps it and frees the old one. Plain JDK
 * code; nothing here knows of nowait.
 *
 * <p>Words: a <em>table</em> is one direct buffer filled for one <em>generation</em>, a number that goes up with each swap; a
 * <em>scratch</em> buffer belongs to one thread and has a negative generation, so that its bytes pass for no table's.
 */
package io.nowait.examples.swap.app;
