/** A program in a small container. */
package io.nowait.examples.limit.container;
