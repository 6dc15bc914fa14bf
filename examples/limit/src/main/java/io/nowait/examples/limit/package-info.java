/**
 * Programs near the direct-memory limit, plain and with the nowait agent: {@code loop}, {@code worse}, {@code resident} and
 * {@code container} each hold a command that starts children and one or more child programs, which know nothing of nowait but for the
 * figures they print.
 */
package io.nowait.examples.limit;
