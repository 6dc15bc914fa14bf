package io.nowait.agent.rewrite;

import io.nowait.runtime.nullness.Nullable;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import org.objectweb.asm.ClassReader;

/**
 * Looks at every class that the JVM loads or retransforms, and rewrites the few that have a site.
 *
 * <p>Of {@code java.base} only the advised classes are touched; the agent's own classes and the runtime's never.
 * Whatever goes wrong, the class stays as it was and the failure is counted: nothing is thrown at the loading thread.
 *
 * <p>Thread-safe. It needs no guard against itself: the JVM offers an agent no class whose loading the agent's own
 * transformer causes on the same thread ({@code JPLISAgent.c}, {@code tryToAcquireReentrancyToken}).
 */
final class Transformer implements ClassFileTransformer {
    private static final ProtectionDomain OWN_DOMAIN = Transformer.class.getProtectionDomain();
    private static final String RUNTIME = "io/nowait/runtime/";

    private final Gate gate;
    private final Scope scope;
    private final Numbering numbering;
    private final References references;
    private final MethodRules rules;
    private final JdkClasses jdk;
    private final Counts counts;

    Transformer(
            Gate gate,
            Scope scope,
            Numbering numbering,
            References references,
            MethodRules rules,
            JdkClasses jdk,
            Counts counts) {
        this.gate = gate;
        this.scope = scope;
        this.numbering = numbering;
        this.references = references;
        this.rules = rules;
        this.jdk = jdk;
        this.counts = counts;
    }

    @Override
    public @Nullable byte[] transform(
            Module module,
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] file) {
        try {
            if (module == JavaBase.MODULE) {
                return name != null && jdk.advised(name) ? jdk.advise(name, file) : null;
            }
            return domain == OWN_DOMAIN || isRuntime(loader, name) ? null : rewrite(loader, name, file);
        } catch (Throwable failure) {
            counts.countFailed(name, failure.toString());
            return null;
        }
    }

    /** Whether this is a class of the runtime that the agent defined, as opposed to a copy that an application has. */
    static boolean isRuntime(@Nullable ClassLoader loader, @Nullable String internalName) {
        return loader == null && internalName != null && internalName.startsWith(RUNTIME);
    }

    private @Nullable byte[] rewrite(@Nullable ClassLoader loader, @Nullable String name, byte[] file) {
        ConstantPool.Finding finding = ConstantPool.scan(file);
        if (finding == ConstantPool.Finding.UNREADABLE) {
            counts.countFailed(name, "unreadable constant pool");
        }
        return finding == ConstantPool.Finding.MAYBE_SITE ? rewriteSites(loader, name, file) : null;
    }

    private @Nullable byte[] rewriteSites(@Nullable ClassLoader loader, @Nullable String name, byte[] file) {
        if (scope != Scope.ALL) {
            String internalName = name == null ? new ClassReader(file).getClassName() : name;
            if (!scope.covers(internalName.replace('/', '.'), loader, file)) {
                counts.countSkipped();
                return null;
            }
        }
        if (!gate.isOpen()) {
            counts.countSkipped();
            return null;
        }
        if (!gate.isSeenBy(loader)) {
            counts.countFailed(name, "its class loader does not let java.nio.NowaitDispatcher through");
            return null;
        }
        byte[] rewritten = CallSites.rewrite(file, numbering, references, rules);
        if (rewritten != null) {
            counts.countRewritten();
        }
        return rewritten;
    }
}
