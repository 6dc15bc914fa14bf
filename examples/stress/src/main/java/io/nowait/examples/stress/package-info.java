/**
 * A soak for direct buffers: threads allocate, view, check, free, drop and hand over buffers at random, and every byte they
 * own is checked against a pattern only its holder could have written.
 *
 * <p>Words: an <em>actor</em> is one thread of the soak; a <em>holding</em> is one buffer, or the only view left of one,
 * with the pattern in it; a holding is <em>doomed</em> when its root buffer was forgotten, so that only the collector can
 * bring its memory back; an <em>audit</em> compares the program's own books with those of the JVM while no actor is in the
 * middle of anything.
 */
package io.nowait.examples.stress;
