package io.nowait.runtime;

/**
 * What suits a machine of some size. Its numbers hold where the settings say nothing.
 *
 * <p>The pool's cap is the least of {@link #share} of the direct limit, {@link #most} and {@link #memoryPart} of the memory that the JVM
 * may use: the direct limit is as large as the heap unless it is set, and in a small container heap and direct limit together are often
 * more than there is.
 */
enum Preset {
    /** For a machine or container with memory to spare. */
    SERVER("server", 0.5, Long.MAX_VALUE, 4, 32L << 20, 2, 30, 60),

    /** For a container of some hundred MiB. */
    SMALL("small", 0.25, 32L << 20, 8, 1L << 20, 4, 10, 60);

    /** At most so much memory, heap or direct limit is small, in bytes. */
    private static final long SMALL_MEMORY = 512L << 20;

    private static final long SMALL_HEAP = 128L << 20;
    private static final long SMALL_LIMIT = 16L << 20;

    /** Its name in options. */
    final String word;

    /** Part of the direct limit. */
    final double share;

    /** Bytes that the pool may hold. */
    final long most;

    /** The pool may hold one part in so many of the memory that the JVM may use. */
    final int memoryPart;

    /** Bytes that one thread's reserve may hold unlent. */
    final long inThread;

    /** One size class may lie unlent to one part in so many of the pool's cap. */
    final int classPart;

    /** Seconds between two trims. */
    final int trimSeconds;

    /** Seconds at least between two garbage collections that are asked for. */
    final int collectSeconds;

    Preset(
            String word,
            double share,
            long most,
            int memoryPart,
            long inThread,
            int classPart,
            int trimSeconds,
            int collectSeconds) {
        this.word = word;
        this.share = share;
        this.most = most;
        this.memoryPart = memoryPart;
        this.inThread = inThread;
        this.classPart = classPart;
        this.trimSeconds = trimSeconds;
        this.collectSeconds = collectSeconds;
    }

    /** The preset of that name. */
    static Preset named(String word) {
        return word.equals(SMALL.word) ? SMALL : SERVER;
    }

    /** Why a JVM with so much is a small one, or an empty text. */
    static String whySmall(long memory, String source, long heap, long directLimit) {
        if (memory <= SMALL_MEMORY) {
            return bytes(memory, "bytes of memory (".concat(source).concat(")"));
        }
        if (heap < SMALL_HEAP) {
            return bytes(heap, "bytes of heap");
        }
        return directLimit < SMALL_LIMIT ? bytes(directLimit, "bytes of direct memory") : "";
    }

    /** Why it is none. */
    static String whyServer(long memory, String source) {
        return memory == Long.MAX_VALUE
                ? "no small limit was found"
                : bytes(memory, "bytes of memory (".concat(source).concat(")"));
    }

    private static String bytes(long number, String what) {
        return Long.toString(number).concat(" ").concat(what);
    }
}
