/**
 * The machine or container that the JVM runs in: how much memory it may use, and whether memory is short.
 *
 * <p>Read from the files of Linux's control groups (versions 1 and 2) and of {@code /proc}; what is not there or cannot be read is
 * no limit and no shortage. Knows nothing of the pool.
 */
package io.nowait.runtime.host;
