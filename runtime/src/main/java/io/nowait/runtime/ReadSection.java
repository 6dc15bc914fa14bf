package io.nowait.runtime;

/**
 * A span in which its thread may use memory that others free meanwhile: what was reachable when it began, or is found during it,
 * is not reused before it ends. Made by {@link DeferredFree#enter}, ended by {@link #close}, in the same thread.
 */
public final class ReadSection implements AutoCloseable {
    private final AutoCloseable section;

    /** For {@link DeferredFree}, which may be another copy's. */
    public ReadSection(AutoCloseable section) {
        this.section = section;
    }

    /**
     * Ends the section; does nothing if it has ended.
     *
     * @throws IllegalStateException in another thread than the one that began it
     */
    @Override
    public void close() {
        try {
            section.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
