/** A copy of the runtime with delays at its edges. */
package io.nowait.examples.torture.copy;
