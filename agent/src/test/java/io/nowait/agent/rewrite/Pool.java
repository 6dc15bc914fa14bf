package io.nowait.agent.rewrite;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A class file's beginning, made by hand: magic, version, constant pool. */
final class Pool {
    private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
    private int count = 1;

    Pool utf8(String text) {
        write(1, out -> out.writeUTF(text));
        return this;
    }

    Pool descriptor() {
        return utf8("(I)Ljava/nio/ByteBuffer;");
    }

    Pool owner() {
        return utf8("java/nio/ByteBuffer");
    }

    /** An entry with that many bytes after its tag. */
    Pool entry(int tag, int size) {
        write(tag, out -> out.write(new byte[size]));
        return this;
    }

    /** A long or double. */
    Pool wide(int tag) {
        entry(tag, 8);
        count++;
        return this;
    }

    Pool copy() {
        Pool copy = new Pool();
        copy.entries.writeBytes(entries.toByteArray());
        copy.count = count;
        return copy;
    }

    byte[] file() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(0xCAFEBABE);
            out.writeInt(61);
            out.writeShort(count);
            out.write(entries.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void write(int tag, Body body) {
        try (DataOutputStream out = new DataOutputStream(entries)) {
            out.writeByte(tag);
            body.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        count++;
    }

    private interface Body {
        void write(DataOutputStream out) throws IOException;
    }
}
