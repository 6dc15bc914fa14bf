/** The agent's options: the table of them, and how they are read from the agent argument and the environment. */
package io.nowait.agent.option;
