package io.nowait.agent.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class PackagesTest {
    private static final String AGENT = "io.nowait.agent";
    private static final String RUNTIME = "io.nowait.runtime";

    private static JavaClasses main;

    @BeforeAll
    static void readOwnClassesOnly() {
        // Else ArchUnit parses every class of the JDK that is named somewhere: 20 s instead of 2.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        main = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(AGENT);
    }

    @Test
    void whatTheRootUsesKnowsNeitherTheRootNorEachOther() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .ensureAllClassesAreContainedInArchitecture()
                .layer("root")
                .definedBy(AGENT)
                .layer("rewrite")
                .definedBy(AGENT + ".rewrite..")
                .layer("context")
                .definedBy(AGENT + ".context..")
                .layer("otel")
                .definedBy(AGENT + ".otel..")
                .layer("cli")
                .definedBy(AGENT + ".cli..")
                .layer("option")
                .definedBy(AGENT + ".option..")
                .whereLayer("rewrite")
                .mayNotAccessAnyLayer()
                .whereLayer("context")
                .mayNotAccessAnyLayer()
                .whereLayer("otel")
                .mayNotAccessAnyLayer()
                .whereLayer("cli")
                .mayOnlyAccessLayers("option")
                .whereLayer("option")
                .mayNotAccessAnyLayer()
                .check(main);
    }

    @Test
    void packagesFormNoCycle() {
        slices().assignedFrom(new OnePackage()).should().beFreeOfCycles().check(main);
    }

    @Test
    void onlyTheRootOfTheRuntimeIsUsed() {
        noClasses()
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are inside the runtime",
                        type -> type.getPackageName().startsWith(RUNTIME + ".")
                                && !type.getPackageName().equals(RUNTIME + ".nullness")))
                .check(main);
    }

    private static final class OnePackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
