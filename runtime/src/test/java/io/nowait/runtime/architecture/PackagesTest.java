package io.nowait.runtime.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class PackagesTest {
    private static final String RUNTIME = "io.nowait.runtime";

    private static JavaClasses main;

    @BeforeAll
    static void readOwnClassesOnly() {
        // Else ArchUnit parses every class of the JDK that is named somewhere: 20 s instead of 2.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        main = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(RUNTIME);
    }

    @Test
    void dependenciesRunOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .ensureAllClassesAreContainedInArchitecture()
                .layer("root")
                .definedBy(RUNTIME)
                .layer("reserve")
                .definedBy(RUNTIME + ".reserve..")
                .layer("page")
                .definedBy(RUNTIME + ".page..")
                .layer("reclaim")
                .definedBy(RUNTIME + ".reclaim..")
                .layer("host")
                .definedBy(RUNTIME + ".host..")
                .layer("count")
                .definedBy(RUNTIME + ".count..")
                .layer("nullness")
                .definedBy(RUNTIME + ".nullness")
                .whereLayer("reserve")
                .mayOnlyAccessLayers("page", "reclaim", "host", "count", "nullness")
                .whereLayer("page")
                .mayOnlyAccessLayers("count", "nullness")
                .whereLayer("reclaim")
                .mayOnlyAccessLayers("count", "nullness")
                .whereLayer("host")
                .mayOnlyAccessLayers("nullness")
                .whereLayer("count")
                .mayOnlyAccessLayers("nullness")
                .whereLayer("nullness")
                .mayNotAccessAnyLayer()
                .check(main);
    }

    @Test
    void packagesFormNoCycle() {
        slices().assignedFrom(new OnePackage()).should().beFreeOfCycles().check(main);
    }

    @Test
    void onlyTypesOfTheJdkAreUsed() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "jdk..", "sun..", RUNTIME + "..")
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
