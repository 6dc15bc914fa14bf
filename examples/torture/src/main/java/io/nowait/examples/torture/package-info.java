/**
 * Torture of the reclaimer in the manner of Linux' rcutorture.
 *
 * <p>{@link io.nowait.examples.torture.copy} loads a copy of the runtime with delays at its edges and, if asked for, one of the
 * faults of {@link io.nowait.examples.torture.mutant}; {@code run} lives with that copy and uses it.
 */
package io.nowait.examples.torture;
