package io.sutler.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The command knows the wire and nothing of the server, but for what works without one. */
class ArchitectureTest {
  private static final JavaClasses CLI =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.sutler.cli");
  private static final DescribedPredicate<JavaClass> SERVER =
      DescribedPredicate.describe(
          "the server's classes",
          c ->
              c.getPackageName().startsWith("io.sutler.")
                  && !c.getPackageName().startsWith("io.sutler.cli")
                  && !c.getPackageName().equals("io.sutler.wire"));

  @Test
  void only_local_verbs_see_the_server() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.sutler.cli.local..")
        .should()
        .dependOnClassesThat(SERVER)
        .check(CLI);
  }

  @Test
  void help_needs_nothing_of_the_server() {
    noClasses()
        .that()
        .areAnnotatedWith(picocli.CommandLine.Command.class)
        .should()
        .dependOnClassesThat(SERVER)
        .check(CLI);
  }

  @Test
  void short_commands_load_no_slow_http_client() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.sutler.cli.http.Wire")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.net.http..")
        .check(CLI);
  }

  @Test
  void there_are_no_cycles() {
    slices().matching("io.sutler.cli.(*)..").should().beFreeOfCycles().check(CLI);
  }
}
