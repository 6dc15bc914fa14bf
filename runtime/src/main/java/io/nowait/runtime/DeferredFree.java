package io.nowait.runtime;

import io.nowait.runtime.reclaim.GracePeriods;
import java.nio.ByteBuffer;

/**
 * Frees direct buffers when nobody uses them any more, in the manner of RCU: for applications that read a shared buffer without a
 * lock while others replace it.
 *
 * <pre>{@code
 * // readers, on any thread
 * try (ReadSection reading = DeferredFree.enter()) {
 *     use(current);
 * }
 * // the writer
 * ByteBuffer old = current;
 * current = replacement;         // a volatile field
 * DeferredFree.retire(old);      // freed once no section that could have seen it goes on
 * }</pre>
 *
 * <p>Under the nowait agent, the threads that run selector loops are readers without asking: each return from their {@code
 * select} begins what the next call of it ends. Without the agent this class works by itself, on the buffers of the JDK; then
 * explicit sections are the only readers. An application's own copy of it finds the agent's and hands all calls on, also when
 * the agent comes later. If the two are of different versions, each call throws an {@link IllegalStateException}; a copy that
 * was in use before such an agent came goes on by itself, and the agent says so on stderr.
 *
 * <p>Without the agent, JDK 24 and later warn of the first free: there is no other way than {@code sun.misc.Unsafe}.
 *
 * <p>Thread-safe. Entering and leaving a section takes nanoseconds and no lock; retiring does not wait.
 */
public final class DeferredFree {
    /** Of what {@link #operations} gives; another number is another contract. */
    private static final int VERSION = 1;

    private static volatile Operations operations = Delegation.isAgents(DeferredFree.class)
            ? new AgentOperations()
            : Delegation.orOwn(DeferredFree.class.getClassLoader());

    private DeferredFree() {}

    /** The grace periods of the agent's copy. */
    static GracePeriods grace() {
        return ((AgentOperations) operations).grace();
    }

    /** Begins a read section of the calling thread, platform or virtual. Sections nest. Takes nanoseconds, waits for nobody. */
    public static ReadSection enter() {
        Operations now = operations;
        ReadSection section = new ReadSection(now.enter());
        while (now != operations) {
            // Handed over meanwhile: nobody may have seen this section any more.
            section.close();
            now = operations;
            section = new ReadSection(now.enter());
        }
        return section;
    }

    /**
     * Frees a direct buffer when every read section and every iteration of a selector loop that is now going on has ended. Returns at
     * once. The caller must have made the buffer unreachable for those who begin to look for it. When so many bytes wait that no
     * more may, the buffer is left to the garbage collector instead.
     *
     * <p>Retiring a buffer again does nothing.
     *
     * @throws IllegalArgumentException if the buffer is a view of another, or not direct
     * @throws UnsupportedOperationException if there is no agent, and no module {@code jdk.unsupported} either, or the JVM forbids
     *     what that does (<code>--sun-misc-unsafe-memory-access</code>)
     */
    public static void retire(ByteBuffer buffer) {
        operations.retire(buffer);
    }

    /**
     * Waits until every read section and every iteration of a selector loop that is now going on has ended.
     *
     * @throws IllegalStateException if the caller is itself in one, and so would wait for itself
     * @throws InterruptedException if the caller is interrupted first
     */
    public static void synchronize() throws InterruptedException {
        Operations now;
        do {
            now = operations;
            now.synchronize();
        } while (now != operations);
    }

    /**
     * Waits until all buffers that were retired before have been freed, or given back to the pool. Buffers that the agent leaves to
     * the garbage collector are not waited for.
     *
     * @throws IllegalStateException if the caller is in a read section or an iteration of a selector loop
     * @throws InterruptedException if the caller is interrupted first
     */
    public static void barrier() throws InterruptedException {
        Operations now;
        do {
            now = operations;
            now.barrier();
        } while (now != operations);
    }

    /**
     * Has an application's own copy hand all calls on to the agent's from now on. The agent calls it when it comes after the
     * application has begun to use its copy; read sections that are open then are honoured to their ends.
     *
     * @throws IllegalStateException if there is no agent, or its version is another
     */
    public static synchronized void delegate() {
        if (Delegation.isOwn(operations)) {
            OwnOperations own = (OwnOperations) operations;
            Delegation agent = Delegation.toAgent();
            Operations both = new Succession(own, agent);
            StandIn standIn = StandIn.begin(agent, own.grace());
            try {
                own.succeededBy(agent);
                operations = both;
            } finally {
                standIn.handedOver();
            }
        }
    }

    /**
     * The operations in types of the JDK's alone, for copies of this class in other class loaders: a {@code Supplier<AutoCloseable>}
     * that enters, a {@code Consumer<ByteBuffer>} that retires, and two {@code Callable<?>} for {@link #synchronize} and {@link
     * #barrier}.
     *
     * @param version of the contract
     * @throws IllegalStateException if this copy knows another
     */
    public static Object[] operations(int version) {
        if (version != VERSION) {
            throw new IllegalStateException("this copy of " + DeferredFree.class.getName() + " speaks version "
                    + VERSION + " of the contract between copies, the caller version " + version);
        }
        return Handed.over(operations);
    }

    /** The version of the contract between copies. */
    static int version() {
        return VERSION;
    }
}
