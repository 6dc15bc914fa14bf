package io.nowait.agent.rewrite;

/**
 * The advised methods of the JDK: where the advice goes, and which method of the dispatcher it calls. {@link
 * JdkAdviceMethod} writes the instructions; {@link JdkClasses} knows a JDK in which one of the places is missing.
 *
 * <p>One plain class, not one a constant: each class that {@code premain} loads costs start-up time.
 */
enum JdkAdvice {
    /** An explicit free: {@code if (NowaitDispatcher.free(buffer)) return;} before all else. */
    INVOKE_CLEANER("jdk/internal/misc/Unsafe", "invokeCleaner", "(Ljava/nio/ByteBuffer;)V", Place.HEAD, "free"),

    /** {@code DirectBuffer.cleaner()}: the root of a lease has no Cleaner in its field, and gets one when asked. */
    CLEANER("java/nio/DirectByteBuffer", "cleaner", "()Ljdk/internal/ref/Cleaner;", Place.RESULT_OF_THIS, "cleaner"),

    /** Wherever the JDK finds that the limit does not allow an allocation, the pool gets a chance to make room. */
    RESERVE("java/nio/Bits", "reserveMemory", "(JJ)V", Place.AFTER_TRY_RESERVE, "reserve"),

    /** The number of buffers that the {@code direct} buffer pool bean shows. */
    COUNT("java/nio/Bits$1", "getCount", "()J", Place.RESULT, "bufferCount"),

    /** The sum of capacities that the {@code direct} buffer pool bean shows. */
    TOTAL_CAPACITY("java/nio/Bits$1", "getTotalCapacity", "()J", Place.RESULT, "totalCapacity"),

    /** The bytes in use that the {@code direct} buffer pool bean shows. */
    MEMORY_USED("java/nio/Bits$1", "getMemoryUsed", "()J", Place.RESULT, "memoryUsed"),

    /** A worker of an executor waits for its next task, which it begins without the memory of the last. By option only. */
    ABOUT_TO_TAKE_TASK(
            "java/util/concurrent/ThreadPoolExecutor",
            "getTask",
            "()Ljava/lang/Runnable;",
            Place.AROUND,
            "aboutToTakeTask");

    /** Where in the method the advice goes. */
    enum Place {
        /** Once, before the first instruction; true returns. The method's one argument is the advice's. */
        HEAD,
        /** At every return of a value, which the advice takes and gives. */
        RESULT,
        /** Before the first instruction, and {@code taskTaken} at every return of a reference; neither takes or gives anything. */
        AROUND,
        /** As RESULT, but the advice takes {@code this} too. */
        RESULT_OF_THIS,
        /**
         * After every call of {@code Bits.tryReserveMemory}: its result and the method's arguments, for a result. And {@code
         * reservationFailed} wherever the method throws, which neither takes nor gives anything.
         */
        AFTER_TRY_RESERVE
    }

    /** Where in the method the advice goes. */
    final Place place;

    /** The dispatcher's method. */
    final String dispatched;

    private final String owner;
    private final String method;
    private final String descriptor;

    JdkAdvice(String owner, String method, String descriptor, Place place, String dispatched) {
        this.owner = owner;
        this.method = method;
        this.descriptor = descriptor;
        this.place = place;
        this.dispatched = dispatched;
    }

    /** Whether this advises the given method. */
    boolean advises(String className, String name, String type) {
        return owner.equals(className) && method.equals(name) && descriptor.equals(type);
    }
}
