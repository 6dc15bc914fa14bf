package io.nowait.runtime.reclaim;

import io.nowait.runtime.nullness.Nullable;

/** A read section: from its beginning to {@link #close} its thread may use what others retire meanwhile. */
public final class Section implements AutoCloseable {
    private final Reader reader;
    private final Thread owner;

    /** Where the reader goes when the section ends; null if it is its thread's for good. */
    private final @Nullable Readers home;

    private boolean closed;

    Section(Reader reader, Thread owner, @Nullable Readers home) {
        this.reader = reader;
        this.owner = owner;
        this.home = home;
    }

    /**
     * Ends the section; does nothing if it has ended.
     *
     * @throws IllegalStateException in another thread than the one that began it
     */
    @Override
    public void close() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("a read section ends in the thread that began it, " + owner);
        }
        if (!closed) {
            reader.leaveSection();
            closed = true;
            if (home != null) {
                home.giveSection(reader);
            }
        }
    }
}
