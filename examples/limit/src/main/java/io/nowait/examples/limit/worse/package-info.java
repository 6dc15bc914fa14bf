/** Looking for an OutOfMemoryError that the plain JDK does not give. */
package io.nowait.examples.limit.worse;
