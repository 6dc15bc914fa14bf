package io.nowait.agent.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class TypeScopeTest {
    private static final String HERE = "io.nowait.agent.rewrite.TypeScopeTest";

    @Retention(RetentionPolicy.CLASS)
    @interface NoPool {}

    interface Face {}

    static class Base implements Face {}

    static class Heir extends Base {}

    @NoPool
    static class Marked {}

    @Test
    void aNameMatchesWholeAndStarsStandForAnything() {
        assertThat(matches(HERE + "$Heir", Heir.class)).isTrue();
        assertThat(matches("io.nowait.*", Heir.class)).isTrue();
        assertThat(matches("*$Heir", Heir.class)).isTrue();
        assertThat(matches("io.*.rewrite.*Heir", Heir.class)).isTrue();
        assertThat(matches("*", Heir.class)).isTrue();
        assertThat(matches(HERE, Heir.class)).isFalse();
        assertThat(matches("io?nowait*", Heir.class)).isFalse();
        assertThat(matches("nowait.*", Heir.class)).isFalse();
    }

    @Test
    void anAnnotationMatchesTheClassThatCarriesIt() {
        assertThat(matches("@" + HERE + "$NoPool", Marked.class)).isTrue();
        assertThat(matches("@" + HERE + "$NoPool", Heir.class)).isFalse();
    }

    @Test
    void aSupertypeMatchesItselfAndAllBelowIt() {
        assertThat(matches("<" + HERE + "$Face", Heir.class)).isTrue();
        assertThat(matches("<" + HERE + "$Base", Heir.class)).isTrue();
        assertThat(matches("<" + HERE + "$Heir", Heir.class)).isTrue();
        assertThat(matches("<" + HERE + "$Heir", Base.class)).isFalse();
    }

    @Test
    void excludeWinsOverInclude() {
        Scope scope = new TypeScope(List.of("io.nowait.*"), List.of("*$Heir"));
        assertThat(covers(scope, Base.class)).isTrue();
        assertThat(covers(scope, Heir.class)).isFalse();
    }

    @Test
    void excludeAloneLeavesTheRest() {
        Scope scope = new TypeScope(List.of(), List.of("*$Heir", "@" + HERE + "$NoPool"));
        assertThat(covers(scope, Base.class)).isTrue();
        assertThat(covers(scope, Heir.class)).isFalse();
        assertThat(covers(scope, Marked.class)).isFalse();
    }

    @Test
    void theClassItselfIsReadFromItsBytesAndNeedsNoResource() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(
                Opcodes.V17, 0, "generated/Type", null, Heir.class.getName().replace('.', '/'), null);
        Scope scope = new TypeScope(List.of("<" + HERE + "$Face"), List.of());
        assertThat(scope.covers("generated.Type", getClass().getClassLoader(), writer.toByteArray()))
                .isTrue();
    }

    @Test
    void aSupertypeThatCannotBeFoundIsAnError() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, 0, "generated/Orphan", null, "generated/Missing", null);
        Scope scope = new TypeScope(List.of("<" + HERE + "$Face"), List.of());
        assertThatThrownBy(() -> scope.covers("generated.Orphan", getClass().getClassLoader(), writer.toByteArray()))
                .isInstanceOf(RuntimeException.class);
    }

    private static boolean matches(String pattern, Class<?> type) {
        return covers(new TypeScope(List.of(pattern), List.of()), type);
    }

    private static boolean covers(Scope scope, Class<?> type) {
        return scope.covers(type.getName(), type.getClassLoader(), Workbench.fileOf(type));
    }
}
