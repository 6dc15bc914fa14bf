package io.nowait.runtime.architecture;

import io.nowait.runtime.nullness.Nullable;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Which methods of the runtime are reachable from some, over its bytecode. A call of a method that others override or implement goes to
 * each of them. Class initialisers are not followed: the rehearsal has run them.
 */
final class CallGraph {
    private static final String RUNTIME = "io/nowait/runtime/";

    private record Call(String owner, String name, String descriptor) {}

    private static final class Type {
        String superName = "";
        List<String> interfaces = List.of();
        final Map<String, Code> methods = new HashMap<>();
    }

    private static final class Code {
        boolean takesMonitor;
        final List<Call> calls = new ArrayList<>();
    }

    private final Map<String, Type> types = new HashMap<>();
    private final Set<String> exceptions;
    private final Set<String> met = new TreeSet<>();
    private final Set<String> monitors = new TreeSet<>();
    private final Set<String> ofJdk = new TreeSet<>();
    private final Set<String> reached = new TreeSet<>();

    /**
     * Reads the runtime's classes; nothing is reached yet.
     *
     * @param exceptions methods that are not followed, as {@code package/Class.method}
     */
    CallGraph(Set<String> exceptions) {
        this.exceptions = exceptions;
    }

    /** All classes of the runtime, as the build made them. */
    static List<byte[]> runtime() throws IOException, URISyntaxException {
        Path classes = Path.of(Nullable.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<byte[]> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(classes)) {
            for (Path path : paths.filter(p -> p.toString().endsWith(".class")).toList()) {
                files.add(Files.readAllBytes(path));
            }
        }
        return files;
    }

    /** Adds a class; one of the same name is replaced. */
    void add(byte[] classFile) {
        new ClassReader(classFile).accept(new Reading(), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }

    /** Follows all methods of that name, {@code package/Class.method}. */
    void follow(String method) {
        int dot = method.lastIndexOf('.');
        String owner = RUNTIME + method.substring(0, dot);
        ArrayDeque<Call> left = new ArrayDeque<>();
        for (String signature : type(owner).methods.keySet()) {
            String name = signature.substring(0, signature.indexOf('('));
            if (name.equals(method.substring(dot + 1))) {
                left.add(new Call(owner, name, signature.substring(name.length())));
            }
        }
        if (left.isEmpty()) {
            throw new IllegalArgumentException("no method " + method);
        }
        while (!left.isEmpty()) {
            Call next = left.remove();
            if (!isException(next.owner, next)) {
                for (String receiver : receivers(next)) {
                    reach(receiver, next, left);
                }
            }
        }
    }

    private Type type(String name) {
        Type type = types.get(name);
        if (type == null) {
            throw new IllegalArgumentException("no class " + name);
        }
        return type;
    }

    /** The class that has the method, and those that override it. */
    private Set<String> receivers(Call call) {
        Set<String> receivers = new TreeSet<>();
        if (call.name.equals("<init>")) {
            return Set.of(call.owner);
        }
        receivers.add(declarer(call));
        for (String name : types.keySet()) {
            if (isSubtype(name, call.owner) && type(name).methods.containsKey(call.name + call.descriptor)) {
                receivers.add(name);
            }
        }
        return receivers;
    }

    private String declarer(Call call) {
        String owner = call.owner;
        while (types.containsKey(owner) && !type(owner).methods.containsKey(call.name + call.descriptor)) {
            owner = type(owner).superName;
        }
        return owner;
    }

    private boolean isSubtype(String name, String of) {
        Type type = types.get(name);
        if (type == null) {
            return false;
        }
        return type.superName.equals(of)
                || type.interfaces.contains(of)
                || isSubtype(type.superName, of)
                || type.interfaces.stream().anyMatch(each -> isSubtype(each, of));
    }

    private void reach(String owner, Call call, ArrayDeque<Call> left) {
        if (!owner.startsWith(RUNTIME)) {
            ofJdk.add(owner + "." + call.name);
            return;
        }
        Code code = type(owner).methods.get(call.name + call.descriptor);
        if (code != null && !isException(owner, call) && reached.add(owner + "." + call.name + call.descriptor)) {
            if (code.takesMonitor) {
                monitors.add(shown(owner, call));
            }
            left.addAll(code.calls);
        }
    }

    private boolean isException(String owner, Call call) {
        String shown = shown(owner, call);
        if (!exceptions.contains(shown)) {
            return false;
        }
        met.add(shown);
        return true;
    }

    private static String shown(String owner, Call call) {
        return owner.replaceFirst("^" + RUNTIME, "") + "." + call.name;
    }

    /** Methods reached that are synchronized or have a synchronized block. */
    Set<String> monitors() {
        return monitors;
    }

    /** Methods of the JDK that are called, as {@code java/lang/Class.method}. */
    Set<String> ofJdk() {
        return ofJdk;
    }

    /** Exceptions that were met. */
    Set<String> met() {
        return met;
    }

    private final class Reading extends ClassVisitor {
        private final Type type = new Type();

        Reading() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            type.superName = superName;
            type.interfaces = List.of(interfaces);
            types.put(name, type);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] thrown) {
            Code code = new Code();
            code.takesMonitor = (access & Opcodes.ACC_SYNCHRONIZED) != 0;
            type.methods.put(name + descriptor, code);
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitInsn(int opcode) {
                    code.takesMonitor |= opcode == Opcodes.MONITORENTER;
                }

                @Override
                public void visitMethodInsn(
                        int opcode, String owner, String called, String calledDescriptor, boolean isInterface) {
                    code.calls.add(new Call(owner, called, calledDescriptor));
                }
            };
        }
    }
}
