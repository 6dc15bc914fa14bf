package io.nowait.agent.it.copies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Makes jars whose copy of the runtime's interface speaks another version of the contract between copies. */
final class OtherVersions {
    private static final String INTERFACE = "io/nowait/runtime/DeferredFree.class";

    private OtherVersions() {}

    /** Copies a jar, the agent's or the runtime's, with that version; 0 stands for one from before there was a contract. */
    static Path patch(Path jar, Path target, int version) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(target))) {
            out.setLevel(Deflater.BEST_SPEED);
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] bytes = in.readAllBytes();
                out.putNextEntry(new ZipEntry(entry.getName()));
                boolean patched = entry.getName().replaceFirst("^runtime/", "").startsWith(INTERFACE);
                out.write(patched ? patch(bytes, version) : bytes);
            }
        }
        return target;
    }

    private static byte[] patch(byte[] file, int version) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(file)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String type, String signature, String[] exceptions) {
                                boolean contract = name.equals("operations") && version == 0;
                                MethodVisitor method = super.visitMethod(
                                        access, contract ? "before" : name, type, signature, exceptions);
                                return name.equals("operations") || name.equals("version")
                                        ? new Patch(method, version)
                                        : method;
                            }
                        },
                        0);
        return writer.toByteArray();
    }

    /** Puts another number for each 1: there is no other than the version. */
    private static final class Patch extends MethodVisitor {
        private final int version;

        Patch(MethodVisitor next, int version) {
            super(Opcodes.ASM9, next);
            this.version = version;
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.ICONST_1) {
                super.visitIntInsn(Opcodes.SIPUSH, version);
            } else {
                super.visitInsn(opcode);
            }
        }
    }
}
