package io.nowait.runtime.host;

import io.nowait.runtime.nullness.Nullable;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Small files of the kernel's. Through {@code java.io}: an application may have its own {@code java.nio.file} provider. */
final class TextFile {
    private static final int MOST_BYTES = 1 << 20;

    private TextFile() {}

    /** The first MiB of a file, or null if it is not there or cannot be read. */
    static @Nullable String read(File file) {
        try (FileInputStream in = new FileInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
        } catch (IOException | SecurityException notThere) {
            return null;
        }
    }

    /** The one number in a file, {@code Long.MAX_VALUE} for "max", or -1 if there is none. */
    static long number(File file) {
        String text = read(file);
        return text == null ? -1 : number(text.trim());
    }

    /** A decimal number that is not negative, {@code Long.MAX_VALUE} for "max", or -1 for anything else. */
    static long number(String text) {
        if (text.equals("max")) {
            return Long.MAX_VALUE;
        }
        try {
            return Math.max(-1, Long.parseLong(text));
        } catch (NumberFormatException other) {
            return -1;
        }
    }

    /** The number that follows a key, and blanks, at the beginning of a line; -1 if there is none. */
    static long field(@Nullable String text, String key) {
        int at = text == null ? -1 : "\n".concat(text).indexOf("\n".concat(key));
        if (text == null || at < 0) {
            return -1;
        }
        int from = at + key.length();
        while (from < text.length() && text.charAt(from) == ' ') {
            from++;
        }
        int to = from;
        while (to < text.length() && Character.isDigit(text.charAt(to))) {
            to++;
        }
        return number(text.substring(from, to));
    }
}
