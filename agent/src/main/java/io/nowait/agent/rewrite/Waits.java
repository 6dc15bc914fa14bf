package io.nowait.agent.rewrite;

import io.nowait.runtime.nullness.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;

/**
 * The calls at which an event loop waits: those of {@code java.nio.channels.Selector}, and the native ones in which Netty's epoll
 * loop does. A thread that makes one holds no leased memory in use.
 */
final class Waits {
    static final String SELECTOR = "java/nio/channels/Selector";
    static final String MARK = "()V";

    /** What {@code SelectorProvider.openSelector} returns: the receiver's type wherever the compiler inferred it. */
    private static final String ABSTRACT_SELECTOR = "java/nio/channels/spi/AbstractSelector";

    private static final String RECEIVER = "(Ljava/nio/channels/Selector;";
    private static final String EPOLL = "io/netty/channel/epoll/Native";

    private Waits() {}

    /** Whether a call is one of a selector's, on a receiver of its declared type. */
    static boolean isSelect(int opcode, String owner, String name, String descriptor) {
        return opcode == Opcodes.INVOKEVIRTUAL
                && (owner.equals(SELECTOR) || owner.equals(ABSTRACT_SELECTOR))
                && isWait(name, descriptor);
    }

    private static boolean isWait(String name, String descriptor) {
        return isSelect(name, descriptor) || isSelectNow(name, descriptor);
    }

    private static boolean isSelect(String name, String descriptor) {
        return name.equals("select")
                && (descriptor.equals("()I")
                        || descriptor.equals("(J)I")
                        || descriptor.equals("(Ljava/util/function/Consumer;)I")
                        || descriptor.equals("(Ljava/util/function/Consumer;J)I"));
    }

    private static boolean isSelectNow(String name, String descriptor) {
        return name.equals("selectNow")
                && (descriptor.equals("()I") || descriptor.equals("(Ljava/util/function/Consumer;)I"));
    }

    /** The descriptor of the dispatcher's static method for one of the selector's. */
    static String withSelector(String descriptor) {
        return RECEIVER.concat(descriptor.substring(1));
    }

    /**
     * The dispatcher's handle for one of the selector's methods, which must be of the same type; null for any other handle, one
     * of a selector's heir too.
     */
    static @Nullable Handle handle(Handle of) {
        if (of.getTag() != Opcodes.H_INVOKEVIRTUAL
                || !of.getOwner().equals(SELECTOR)
                || !isWait(of.getName(), of.getDesc())) {
            return null;
        }
        return new Handle(Opcodes.H_INVOKESTATIC, Dispatcher.NAME, of.getName(), withSelector(of.getDesc()), false);
    }

    /**
     * Whether an invokedynamic binds a selector's method to a receiver of another declared type than the selector's own, an heir.
     * The JDK's metafactory allows that for a method, but not for the first parameter of a static one.
     */
    static boolean bindsHeir(String descriptor, Object[] arguments) {
        if (descriptor.startsWith("()") || descriptor.startsWith(RECEIVER)) {
            return false;
        }
        for (Object argument : arguments) {
            if (argument instanceof Handle handle && handle(handle) != null) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a call is that of a native wait of Netty's epoll loop, which is private to its class and begins with the file
     * descriptor, the address of the events and their number. Under whatever name the library was packed.
     */
    static boolean isEpoll(int opcode, String owner, String name, String descriptor) {
        return opcode == Opcodes.INVOKESTATIC
                && owner.endsWith(EPOLL)
                && descriptor.startsWith("(IJI")
                && (name.equals("epollWait") || name.equals("epollWait0") || name.equals("epollBusyWait0"));
    }
}
