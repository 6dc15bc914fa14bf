package io.nowait.agent.it.every;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.CheckClassAdapter;

/**
 * A child program under the agent: hands every class file to a transformer of the finished jar's class, and has ASM
 * verify those that it changed. Prints {@code rewritten NAME}, {@code wrong NAME: REASON} and {@code scanned NUMBER}.
 */
public final class Transformed {
    private final ClassFileTransformer transformer;
    private final Object counts;
    private int scanned;
    private int failed;

    private Transformed(ClassFileTransformer transformer, Object counts) {
        this.transformer = transformer;
        this.counts = counts;
    }

    /** Runs it; no arguments. */
    public static void main(String[] none) throws Exception {
        Class<?> type = Class.forName("io.nowait.agent.rewrite.Rewriting");
        Constructor<?> constructor = type.getConstructor(Instrumentation.class, List.class, List.class);
        Object rewriting = constructor.newInstance(null, List.of(), List.of());
        Field transformer = type.getDeclaredField("transformer");
        transformer.setAccessible(true);
        Transformed run = new Transformed(
                (ClassFileTransformer) transformer.get(rewriting),
                type.getMethod("counts").invoke(rewriting));
        ClassFiles.visitAll(run::visit);
        System.out.println("scanned " + run.scanned);
    }

    private void visit(String path, ClassLoader loader, Module module, byte[] file) throws Exception {
        scanned++;
        String name = new ClassReader(file).getClassName();
        byte[] changed = transformer.transform(module, loader, name, null, null, file);
        int failures = (int) counts.getClass().getMethod("failed").invoke(counts);
        if (failures > failed) {
            failed = failures;
            System.out.println("wrong " + path + ": not transformed");
        }
        if (changed != null) {
            System.out.println("rewritten " + name);
            String complaint = complaint(changed, loader);
            if (!complaint.isEmpty()) {
                System.out.println("wrong " + path + ": " + complaint.replace('\n', ' '));
            }
        }
    }

    private static String complaint(byte[] file, ClassLoader loader) {
        StringWriter complaint = new StringWriter();
        CheckClassAdapter.verify(new ClassReader(file), loader, false, new PrintWriter(complaint, true));
        return complaint.toString();
    }
}
