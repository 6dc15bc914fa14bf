package io.nowait.examples.stress;

/**
 * Something that must not happen.
 *
 * @param kind one word: {@code corruption}, {@code unzeroed}, {@code lost}, {@code exception}, {@code semantics}, {@code pool}
 * @param detail all that is known of it
 */
record Violation(String kind, String detail) {

    /** A byte that is not what the only holder of the memory wrote, or not zero in a fresh buffer. */
    static Violation ofByte(String kind, String holder, String lens, int size, int offset, int expected, int found) {
        return new Violation(
                kind,
                "holder " + holder + ", through " + lens + ", size " + size + ", offset " + offset + ", expected 0x"
                        + Integer.toHexString(expected) + ", found 0x" + Integer.toHexString(found));
    }
}
