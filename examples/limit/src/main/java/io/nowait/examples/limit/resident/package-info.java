/** What stays in memory. */
package io.nowait.examples.limit.resident;
