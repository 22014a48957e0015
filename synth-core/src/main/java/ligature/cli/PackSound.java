package ligature.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import ligature.effect.BuiltInEffects;
import ligature.encode.UserTimbres;
import ligature.files.InputException;
import ligature.latent.Blend;
import ligature.latent.Timbre;
import ligature.model.ComputeDevice;
import ligature.model.Model;
import ligature.modulation.ModulationSource;
import ligature.plugin.PluginDescription;
import ligature.preset.Part;
import ligature.preset.Patch;
import ligature.render.pack.PackPlan;
import picocli.CommandLine.Option;

/** What a pack is made of: timbres as they are, or a preset. */
final class PackSound {

  @Option(
      names = "--timbres",
      paramLabel = "A,B[,C,D]",
      split = ",",
      description =
          "One timbre, two to morph between, or four; names (see: ligature timbres) or .timbre files.")
  private List<String> timbres;

  @Option(
      names = "--preset",
      paramLabel = "NAME|FILE",
      description =
          "In place of --timbres a preset: its corners, all that it does to a voice, and its effects.")
  private String preset;

  @Option(names = "--dry", description = "Leave out the effects of --preset.")
  private boolean dry;

  /**
   * The sound, with two corners or four.
   *
   * @param entry of a preset in the plan, else null
   */
  record Chosen(Patch patch, List<Timbre> corners, PackPlan.PresetEntry entry) {

    /** Puts a preset into a plan. */
    PackPlan in(PackPlan plan) {
      return entry == null ? plan : plan.of(entry);
    }
  }

  boolean isNamed() {
    return timbres != null || preset != null;
  }

  /** Loads what was named. */
  Chosen load(Model bare, ComputeDevice where) {
    Consumer<String> tell = line -> System.err.println("ligature: " + line);
    UserTimbres own = UserTimbres.own();
    Model model = own.addTo(bare, where, tell);
    if (preset != null) {
      return ofPreset(model);
    }
    if (dry) {
      throw new InputException("--dry leaves out the effects of a preset; name it with --preset");
    }
    List<Timbre> corners =
        timbres.stream()
            .map(
                t ->
                    t.endsWith(UserTimbres.SUFFIX)
                        ? own.load(Path.of(t), bare, where, tell)
                        : SoundOptions.timbre("--timbres", t, model.bank()))
            .toList();
    if (corners.size() != 1 && corners.size() != 2 && corners.size() != Blend.CORNERS) {
      throw new InputException("--timbres names " + corners.size() + "; wanted one, two or four");
    }
    List<Timbre> pad = corners.size() == 1 ? List.of(corners.get(0), corners.get(0)) : corners;
    return new Chosen(Patch.of("", pad), corners, null);
  }

  private Chosen ofPreset(Model model) {
    if (timbres != null) {
      throw new InputException("--preset names a whole sound; leave out --timbres");
    }
    Patch patch = SoundOptions.presets().load(preset, model.bank());
    patch = dry ? patch.withInserts(List.of()) : patch;
    Set<String> effects =
        new BuiltInEffects()
            .plugins().stream().map(PluginDescription::id).collect(Collectors.toSet());
    patch.inserts().stream()
        .filter(insert -> !effects.contains(insert.id()) && !insert.bypass())
        .findFirst()
        .ifPresent(
            insert -> {
              throw new InputException(
                  "--preset "
                      + preset
                      + ": has the plugin "
                      + insert.id()
                      + ", which need not do the same twice; a pack takes the program's own effects"
                      + " only: leave them all out with --dry");
            });
    refuseWhatNotesCannotTell(patch);
    String name = Path.of(preset).getFileName().toString().replaceAll("\\.json$", "");
    return new Chosen(patch, patch.corners(), PackPlan.PresetEntry.of(name, patch));
  }

  /**
   * Samples are looped and measured as one sound each, and their codes are read before any audio is
   * there.
   */
  private void refuseWhatNotesCannotTell(Patch patch) {
    if (patch.partCount() > 1 || patch.parts().stream().anyMatch(Part::isKit)) {
      throw new InputException(
          "--preset " + preset + ": has two parts or a kit; a pack takes presets of one part");
    }
    if (patch.pad().isFree()) {
      throw new InputException(
          "--preset "
              + preset
              + ": its timbres lie at points of their own; a pack takes steps between two corners or"
              + " four");
    }
    if (patch.modulation().uses(ModulationSource.Kind.FOLLOWER)) {
      throw new InputException(
          "--preset "
              + preset
              + ": moves with the follower, which hears the whole instrument and no single note;"
              + " render a song of it instead: ligature render --midi");
    }
  }
}
