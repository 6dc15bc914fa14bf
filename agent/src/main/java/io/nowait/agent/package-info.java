/**
 * The agent: its entry ({@link io.nowait.agent.NowaitAgent}), its options ({@link io.nowait.agent.option.Option}), the order in
 * which it installs itself ({@link io.nowait.agent.Install}), and the summary at exit.
 *
 * <p>Of the runtime it uses the root package only. Configuration fails loudly, with one line on stderr; after that
 * nothing is ever thrown at the application.
 */
package io.nowait.agent;
