/** What several examples share: child JVMs, what the agent counted, tables, and the JDKs to run on. */
package io.nowait.examples.support;
