/** Times measured, as histograms, and what a JVM spent meanwhile. */
package io.nowait.examples.support.time;
