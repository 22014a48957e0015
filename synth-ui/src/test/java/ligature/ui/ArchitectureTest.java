package ligature.ui;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the window's packages, and those that must not leave them. */
@AnalyzeClasses(packages = "ligature.ui", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule NO_NEURAL_LIBRARY_AND_NO_AUDIO_SERVER =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.djl..", "org.jaudiolibs..", "com.sun.jna..");

  @ArchTest
  static final ArchRule CONTROLS_KNOW_NO_ENGINE =
      classes()
          .that()
          .resideInAPackage("ligature.ui.control..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "ligature.ui.control..",
              "ligature.ui.theme..",
              "ligature.units..",
              "ligature.latent..",
              "com.formdev.flatlaf..",
              "java..",
              "javax..");

  @ArchTest
  static final ArchRule THE_THEME_KNOWS_NOTHING_OF_OURS =
      classes()
          .that()
          .resideInAPackage("ligature.ui.theme..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("ligature.ui.theme..", "com.formdev.flatlaf..", "java..", "javax..");

  @ArchTest
  static final ArchRule MODELS_SEE_CONTROLS_AS_INTERFACES =
      noClasses()
          .that()
          .resideInAPackage("ligature.ui.model..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "ligature.ui.view..",
              "ligature.ui.app..",
              "ligature.ui.theme..",
              "javax.swing..",
              "java.awt..");

  @ArchTest
  static final ArchRule PANELS_OPEN_NOTHING =
      noClasses()
          .that()
          .resideInAPackage("ligature.ui.view..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ligature.ui.app..", "java.io..", "java.nio.file..");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("ligature.ui.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule PUBLIC_TYPES_ARE_NOT_FOR_EXTENSION =
      classes()
          .that()
          .areTopLevelClasses()
          .and()
          .arePublic()
          .and()
          .areNotInterfaces()
          .and()
          .areNotEnums()
          .and()
          .areNotRecords()
          .should()
          .haveModifier(JavaModifier.FINAL);
}
