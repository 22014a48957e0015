package ligature.ui;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the window must not know. */
@AnalyzeClasses(packages = "ligature.ui", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule NO_MODEL_LIBRARY_AND_NO_AUDIO_SERVER =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "ai.djl..",
              "org.jaudiolibs..",
              "com.sun.jna..",
              "ligature.audio..",
              "ligature.cli..");

  @ArchTest
  static final ArchRule CONTROLS_KNOW_NO_ENGINE =
      noClasses()
          .that()
          .resideInAPackage("ligature.ui.control..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "ligature.engine..",
              "ligature.live..",
              "ligature.latent..",
              "ligature.preset..",
              "ligature.parameter..");

  @ArchTest
  static final ArchRule THE_LOOK_KNOWS_NOTHING =
      noClasses()
          .that()
          .resideInAPackage("ligature.ui.theme..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "ligature.ui.view..",
              "ligature.ui.control..",
              "ligature.engine..",
              "ligature.live..");
}
