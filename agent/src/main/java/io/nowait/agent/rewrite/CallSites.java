package io.nowait.agent.rewrite;

import io.nowait.runtime.nullness.Nullable;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Rewrites every site of one class: calls of {@code ByteBuffer.allocateDirect(int)}, the calls at which an event loop {@link Waits
 * waits}, and method handle constants of both.
 *
 * <p>The class keeps its members, its frames and its constant pool; what is new is appended to the pool. No class is
 * ever loaded for it, because nothing is computed: a site needs one more stack slot than before, so a method with a
 * site gets one more than its compiler gave it. (Computing the maxima instead would look at reachable code only, while
 * the verifier looks at all.) Class files from 1.1 ({@code jsr}, no frames) to the newest that ASM knows.
 */
final class CallSites extends ClassVisitor {
    static final int API = Opcodes.ASM9;

    private final Numbering numbering;
    private final References references;
    private final MethodRules rules;
    private final Map<String, Integer> ordinals = new HashMap<>();
    private String className = "";
    private @Nullable String because;
    private boolean exempt;
    private int rewritten;

    private CallSites(ClassVisitor next, Numbering numbering, References references, MethodRules rules) {
        super(API, next);
        this.numbering = numbering;
        this.references = references;
        this.rules = rules;
    }

    /**
     * Rewrites a class file.
     *
     * @return the class file rewritten, or null when it has no site to rewrite
     * @throws RuntimeException as ASM does for files that it cannot read or write
     */
    static @Nullable byte[] rewrite(byte[] file, Numbering numbering, References references, MethodRules rules) {
        ClassReader reader = new ClassReader(file);
        ClassWriter writer = new ClassWriter(reader, 0);
        CallSites sites = new CallSites(writer, numbering, references, rules);
        reader.accept(sites, 0);
        return sites.rewritten == 0 ? null : writer.toByteArray();
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        className = name.replace('/', '.');
        super.visit(version, access, name, signature, superName, interfaces);
    }

    /** Those of the class come before its methods. */
    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        String annotated = rules.nonBlocking().annotated(descriptor);
        because = annotated == null ? because : annotated;
        exempt |= isExempt(descriptor);
        return super.visitAnnotation(descriptor, visible);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        return new CallSiteMethod(super.visitMethod(access, name, descriptor, signature, exceptions), name, this);
    }

    /** The number of the next site at a line of a method. Overloads share a name, so they share the ordinals too. */
    int numberNext(String method, int line, @Nullable String because, boolean exempt) {
        String place = method.concat(":").concat(Integer.toString(line));
        Integer before = ordinals.get(place);
        int ordinal = before == null ? 0 : before + 1;
        ordinals.put(place, ordinal);
        rewritten();
        return numbering.number(className, method, line, ordinal, because, exempt);
    }

    /** Why the methods of the class may not wait; null if they may. */
    @Nullable
    String because() {
        return because;
    }

    /** Why a method may not wait; null if the option says nothing. */
    @Nullable
    String because(String method) {
        return rules.nonBlocking().named(className, method);
    }

    /** Why what carries that annotation may not wait; null if that says nothing. */
    @Nullable
    String annotated(String descriptor) {
        return rules.nonBlocking().annotated(descriptor);
    }

    /** Whether the methods of the class are exempt. */
    boolean isExempt() {
        return exempt;
    }

    /** Whether what carries that annotation is exempt. */
    boolean isExempt(String descriptor) {
        return rules.exempt().byAnnotation(descriptor);
    }

    /** Whether the option exempts a method by its name. */
    boolean exempts(String method) {
        return rules.exempt().byName(className, method);
    }

    /** Counts a change of the class. */
    void rewritten() {
        rewritten++;
    }

    References references() {
        return references;
    }
}
