/**
 * What lives with the copy of the runtime: pages that carry generations, those who replace and free them, and those who read.
 *
 * <p>Loaded by the copy's class loader, so that {@code io.nowait.runtime} means the copy here.
 */
package io.nowait.examples.torture.run;
