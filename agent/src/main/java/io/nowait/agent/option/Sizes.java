package io.nowait.agent.option;

/** Numbers in options. */
final class Sizes {
    /** What the methods return for text that is no number of theirs. */
    static final int NONE = -1;

    private Sizes() {}

    /** Bytes, with a suffix k, m or g of either case (1024, its square, its cube); {@link #NONE} for anything else. */
    static long parse(String text) {
        int digits = text.length();
        int shift = digits == 0 ? 0 : shift(text.charAt(digits - 1));
        if (shift > 0) {
            digits--;
        }
        long number = parseDecimal(text, digits);
        return number < 0 || number > Long.MAX_VALUE >> shift ? NONE : number << shift;
    }

    /** The first characters of a text as a whole number; {@link #NONE} if they are anything else. */
    static long parseDecimal(String text, int length) {
        if (length == 0 || !consistsOf("0123456789", text, length)) {
            return NONE;
        }
        try {
            return Long.parseLong(text.substring(0, length));
        } catch (NumberFormatException tooLarge) {
            return NONE;
        }
    }

    /** A plain decimal fraction such as {@code 0.5}; {@link #NONE} for anything else. */
    static double parseFraction(String text) {
        if (text.isEmpty() || !consistsOf("0123456789.", text, text.length())) {
            return NONE;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException misplaced) {
            return NONE;
        }
    }

    private static int shift(char suffix) {
        return switch (suffix) {
            case 'k', 'K' -> 10;
            case 'm', 'M' -> 20;
            case 'g', 'G' -> 30;
            default -> 0;
        };
    }

    private static boolean consistsOf(String characters, String text, int length) {
        for (int i = 0; i < length; i++) {
            if (characters.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }
}
