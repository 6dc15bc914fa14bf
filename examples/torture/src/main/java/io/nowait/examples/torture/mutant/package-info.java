/** Faults to seed into a copy of the runtime, a class each. */
package io.nowait.examples.torture.mutant;
