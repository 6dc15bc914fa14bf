package io.nowait.examples.stress;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A buffer that shows some of a root buffer's bytes.
 *
 * @param memory a byte or int buffer, taken from 0 to its capacity
 * @param base the byte of the root at which it begins
 * @param lens how it was made from the root, for reports
 */
record View(Buffer memory, int base, String lens) {

    static View of(ByteBuffer root) {
        return new View(root, 0, "root");
    }

    /** This view or one made of it: a slice, a duplicate, read-only, as ints, or a view of a view. */
    View look(SplittableRandom random) {
        return memory instanceof IntBuffer ints ? lookAtInts(ints, random) : lookAtBytes((ByteBuffer) memory, random);
    }

    /** Writes the pattern over all bytes shown; a read-only view keeps what it has, and the answer is false. */
    boolean fill(long key) {
        if (memory.isReadOnly() || !(memory instanceof ByteBuffer bytes)) {
            return false;
        }
        Pattern.fill(bytes, base, key);
        return true;
    }

    /** The first byte or int shown that is not the pattern's. */
    Optional<Violation> check(String holder, long key) {
        if (memory instanceof IntBuffer ints) {
            int bad = Pattern.mismatch(ints, base, key);
            return bad < 0
                    ? Optional.empty()
                    : Optional.of(corruption(holder, 4 * bad, Pattern.intAt(key, base + 4 * bad), ints.get(bad)));
        }
        ByteBuffer bytes = (ByteBuffer) memory;
        int bad = Pattern.mismatch(bytes, base, key);
        return bad < 0
                ? Optional.empty()
                : Optional.of(corruption(holder, bad, Pattern.at(key, base + bad) & 0xFF, bytes.get(bad) & 0xFF));
    }

    private Violation corruption(String holder, int offset, int expected, int found) {
        int size = memory.capacity() * (memory instanceof IntBuffer ? 4 : 1);
        return Violation.ofByte("corruption", holder, lens + " from byte " + base, size, offset, expected, found);
    }

    private View lookAtBytes(ByteBuffer bytes, SplittableRandom random) {
        int from = random.nextInt(bytes.capacity() + 1);
        int size = random.nextInt(bytes.capacity() - from + 1);
        return switch (random.nextInt(6)) {
            case 0 -> this;
            case 1 -> of(bytes.duplicate(), 0, "duplicate");
            case 2 -> of(bytes.asReadOnlyBuffer(), 0, "read-only");
            case 3 -> of(bytes.slice(from, size), from, "slice");
            case 4 -> of(bytes.duplicate().position(from).slice().asReadOnlyBuffer(), from, "read-only slice");
            default -> asInts(bytes);
        };
    }

    /** All whole ints whose place in the root is a multiple of four. */
    private View asInts(ByteBuffer bytes) {
        int from = Math.min(-base & 3, bytes.capacity());
        return of(bytes.slice(from, bytes.capacity() - from).asIntBuffer(), from, "ints");
    }

    private View lookAtInts(IntBuffer ints, SplittableRandom random) {
        int from = random.nextInt(ints.capacity() + 1);
        return switch (random.nextInt(3)) {
            case 0 -> this;
            case 1 -> of(ints.duplicate(), 0, "duplicate");
            default -> of(ints.slice(from, ints.capacity() - from), 4 * from, "slice");
        };
    }

    private View of(Buffer made, int from, String how) {
        return new View(made, base + from, lens.equals("root") ? how : lens + " > " + how);
    }
}
