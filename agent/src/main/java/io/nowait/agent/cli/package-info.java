/** The command line: {@code java -jar nowait.jar}. */
package io.nowait.agent.cli;
