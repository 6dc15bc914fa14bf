package io.nowait.examples.torture.run;

import java.nio.ByteBuffer;

/**
 * A page that is current or was.
 *
 * @param ofJdk whether it has not been lent by the pool
 */
record Element(ByteBuffer page, boolean ofJdk, long generation, Age age) {}
