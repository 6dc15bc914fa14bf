package io.nowait.agent.option;

/** An option that cannot be used. The message is one line: key, value, where it was set, and what is allowed. */
public final class BadOption extends Exception {
    private static final long serialVersionUID = 1;

    BadOption(String message) {
        super(oneLine(message), null, false, false);
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            line.append(Character.isISOControl(c) ? ' ' : c);
        }
        return line.toString();
    }
}
