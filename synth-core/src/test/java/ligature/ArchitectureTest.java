package ligature;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;

/** The arrows of docs/architecture.md: one that is not drawn there fails the build. */
@AnalyzeClasses(packages = "ligature", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** What each package may use, beside itself; files and units are for all. */
  private static final Map<String, String> MAY_USE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("files", ""),
              Map.entry("units", ""),
              Map.entry("rt", ""),
              Map.entry("parameter", "rt"),
              Map.entry("midi", "parameter rt"),
              Map.entry("soundfile", ""),
              Map.entry("tuning", ""),
              Map.entry("latent", "rt"),
              Map.entry("model", "latent rt"),
              Map.entry("encode", "model latent soundfile rt dsp"),
              Map.entry("plugin", "parameter rt"),
              Map.entry("dsp", ""),
              Map.entry("effect", "plugin dsp"),
              Map.entry("neural", "plugin encode soundfile rt"),
              Map.entry("modulation", "parameter latent"),
              Map.entry("preset", "parameter latent modulation plugin tuning"),
              Map.entry("settings", "preset tuning"),
              Map.entry("voice", "latent model midi parameter preset rt dsp"),
              Map.entry(
                  "engine",
                  "voice latent model midi modulation parameter plugin preset rt soundfile"
                      + " tuning"),
              Map.entry("audio", "rt midi"),
              Map.entry(
                  "render",
                  "engine model voice latent modulation plugin preset parameter midi soundfile rt"
                      + " dsp"),
              Map.entry(
                  "live",
                  "audio engine voice latent model midi modulation parameter plugin preset rt tuning"
                      + " settings"),
              Map.entry(
                  "remote", "live latent model midi parameter plugin preset rt tuning engine")));

  @ArchTest
  static void everyArrowIsDrawn(com.tngtech.archunit.core.domain.JavaClasses all) {
    MAY_USE.forEach(
        (name, uses) -> {
          String[] allowed =
              Arrays.stream((name + " files units " + uses).split(" "))
                  .filter(u -> !u.isEmpty())
                  .map(u -> "ligature." + u + "..")
                  .toArray(String[]::new);
          classes()
              .that()
              .resideInAPackage("ligature." + name + "..")
              .should()
              .onlyDependOnClassesThat(
                  resideInAnyPackage(allowed).or(resideOutsideOfPackages("ligature..")))
              .check(all);
        });
    // a package without an entry would be free to use anything
    all.stream()
        .map(c -> c.getPackageName().split("\\."))
        .filter(p -> p.length > 1)
        .map(p -> p[1])
        .distinct()
        .filter(p -> !p.equals("cli"))
        .forEach(
            p ->
                Assertions.assertTrue(
                    MAY_USE.containsKey(p), "package " + p + " is not in the table"));
  }

  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching("ligature.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule DJL_ONLY_IN_ITS_PACKAGES =
      noClasses()
          .that()
          .resideOutsideOfPackages("ligature.model.djl..", "ligature.neural.torch..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..");

  @ArchTest
  static final ArchRule JACK_ONLY_IN_ITS_PACKAGE =
      noClasses()
          .that()
          .resideOutsideOfPackage("ligature.audio.jack..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.jaudiolibs..");

  @ArchTest
  static final ArchRule JNA_ONLY_AT_THE_EDGE =
      noClasses()
          .that()
          .resideOutsideOfPackages("ligature.audio..", "ligature.plugin..", "ligature.tuning.mts..")
          .and()
          .haveNameNotMatching("ligature\\.rt\\.(CoreAffinity|Futex|LibC|NativeMemory)")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.sun.jna..");

  @ArchTest
  static final ArchRule NO_SWING =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("javax.swing..");

  @ArchTest
  static final ArchRule THE_AUDIO_THREAD_NEITHER_LOCKS_NOR_PRINTS =
      noClasses()
          .that()
          .haveFullyQualifiedName("ligature.audio.Playback")
          .or()
          .haveFullyQualifiedName("ligature.audio.UnderrunLog")
          .or()
          .haveFullyQualifiedName("ligature.rt.FrameRing")
          .or()
          .haveFullyQualifiedName("ligature.rt.EventRing")
          .or()
          .haveFullyQualifiedName("ligature.rt.StreamClock")
          .or()
          .haveFullyQualifiedName("ligature.midi.MidiParser")
          .or()
          .haveFullyQualifiedName("ligature.midi.RingSink")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.util.concurrent.locks..",
              "java.io..",
              "java.nio.file..",
              "java.util.logging..",
              "ai.djl..");

  @ArchTest
  static final ArchRule NAMES_SAY_WHAT_A_THING_IS =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameEndingWith("Handler");
}
