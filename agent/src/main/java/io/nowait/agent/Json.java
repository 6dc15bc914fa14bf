package io.nowait.agent;

/**
 * Writes one JSON document (RFC 8259) from the top down. The caller pairs what it opens and closes; the commas are this
 * class's business.
 */
final class Json {
    private final StringBuilder text = new StringBuilder();
    private boolean first = true;

    /** Opens an object, as a value or as an array's element. */
    Json object() {
        return open('{');
    }

    /** Closes an object. */
    Json endObject() {
        return close('}');
    }

    /** Opens an array. */
    Json array() {
        return open('[');
    }

    /** Closes an array. */
    Json endArray() {
        return close(']');
    }

    /** Begins a member; its value follows. */
    Json name(String name) {
        separate();
        quote(name);
        text.append(": ");
        first = true;
        return this;
    }

    /** A number. */
    Json value(long number) {
        separate();
        text.append(number);
        return this;
    }

    /** A string. */
    Json value(String string) {
        separate();
        quote(string);
        return this;
    }

    @Override
    public String toString() {
        return text.append(System.lineSeparator()).toString();
    }

    private Json open(char bracket) {
        separate();
        text.append(bracket);
        first = true;
        return this;
    }

    private Json close(char bracket) {
        text.append(bracket);
        first = false;
        return this;
    }

    private void separate() {
        if (!first) {
            text.append(", ");
        }
        first = false;
    }

    private void quote(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                String hex = Integer.toHexString(c);
                text.append("\\u").append("0000", 0, 4 - hex.length()).append(hex);
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
