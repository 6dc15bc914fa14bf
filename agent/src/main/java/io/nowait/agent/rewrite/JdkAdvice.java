package io.nowait.agent.rewrite;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The advised methods of the JDK, each with what is put where. Straight-line code but for one branch, which has its
 * frame. {@link JdkClasses} applies them, and knows a JDK in which one of the places is missing.
 */
enum JdkAdvice {
    /** An explicit free: {@code if (NowaitDispatcher.free(buffer)) return;} before all else. */
    INVOKE_CLEANER("jdk/internal/misc/Unsafe", "invokeCleaner", "(Ljava/nio/ByteBuffer;)V", Place.HEAD) {
        @Override
        void emit(MethodVisitor method) {
            Label jdk = new Label();
            method.visitVarInsn(Opcodes.ALOAD, 1); // buffer
            call(method, "free", "(Ljava/nio/ByteBuffer;)Z"); // freed
            method.visitJumpInsn(Opcodes.IFEQ, jdk); //
            method.visitInsn(Opcodes.RETURN);
            method.visitLabel(jdk);
            method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        }
    },

    /** {@code DirectBuffer.cleaner()}: the root of a lease has no Cleaner in its field, and gets one when asked. */
    CLEANER("java/nio/DirectByteBuffer", "cleaner", "()Ljdk/internal/ref/Cleaner;", Place.RETURN) {
        @Override
        void emit(MethodVisitor method) {
            // cleaner or null
            method.visitVarInsn(Opcodes.ALOAD, 0); // cleaner or null, this
            call(method, "cleaner", Dispatcher.CLEANER); // cleaner or null
        }
    },

    /** Wherever the JDK asks whether the limit allows an allocation, the pool gets a chance to make room. */
    RESERVE("java/nio/Bits", "reserveMemory", "(JJ)V", Place.TRY_RESERVE) {
        @Override
        void emit(MethodVisitor method) {
            // size (2 slots), capacity (2 slots)
            call(method, "reserve", "(JJ)Z"); // reserved
        }
    },

    /** The number of buffers that the {@code direct} buffer pool bean shows. */
    COUNT("java/nio/Bits$1", "getCount", "()J", Place.RETURN) {
        @Override
        void emit(MethodVisitor method) {
            // ofJdk (2 slots)
            call(method, "bufferCount", "(J)J"); // count (2 slots)
        }
    },

    /** The sum of capacities that the {@code direct} buffer pool bean shows. */
    TOTAL_CAPACITY("java/nio/Bits$1", "getTotalCapacity", "()J", Place.RETURN) {
        @Override
        void emit(MethodVisitor method) {
            // ofJdk (2 slots)
            call(method, "totalCapacity", "(J)J"); // bytes (2 slots)
        }
    },

    /** The bytes in use that the {@code direct} buffer pool bean shows. */
    MEMORY_USED("java/nio/Bits$1", "getMemoryUsed", "()J", Place.RETURN) {
        @Override
        void emit(MethodVisitor method) {
            // ofJdk (2 slots)
            call(method, "memoryUsed", "(J)J"); // bytes (2 slots)
        }
    };

    /** Where in the method the advice goes. */
    enum Place {
        /** Once, before the first instruction. */
        HEAD,
        /** Before every instruction that returns a value, which is on the stack. */
        RETURN,
        /** Instead of every call of {@code Bits.tryReserveMemory}. */
        TRY_RESERVE
    }

    /** Most operand stack slots that an advice adds to what the method has. */
    static final int EXTRA_STACK = 1;

    /** Internal name of the advised class. */
    final String owner;

    /** Where in the method the advice goes. */
    final Place place;

    private final String method;
    private final String descriptor;

    JdkAdvice(String owner, String method, String descriptor, Place place) {
        this.owner = owner;
        this.method = method;
        this.descriptor = descriptor;
        this.place = place;
    }

    /** Writes the advice's instructions. */
    abstract void emit(MethodVisitor method);

    /** Whether this advises the given method of its class. */
    boolean advises(String name, String type) {
        return method.equals(name) && descriptor.equals(type);
    }

    private static void call(MethodVisitor method, String name, String descriptor) {
        method.visitMethodInsn(Opcodes.INVOKESTATIC, Dispatcher.NAME, name, descriptor, false);
    }
}
