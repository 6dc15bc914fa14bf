package io.nowait.runtime.reserve;

/** The policy refuses an allocation: what the application is to be told. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final OutOfMemoryError error;

    Refused(OutOfMemoryError error) {
        super(null, null, false, false);
        this.error = error;
    }

    /** What the JDK says when the limit has no room. */
    public OutOfMemoryError error() {
        return error;
    }
}
