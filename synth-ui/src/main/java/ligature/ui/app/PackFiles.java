package ligature.ui.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import ligature.encode.UserTimbres;
import ligature.files.InputException;
import ligature.live.PresetPack;
import ligature.live.Rig;
import ligature.preset.PresetEntry;
import ligature.preset.PresetLibrary;
import ligature.ui.model.PackStore;

/** Packs go where presets and timbres of one's own lie. Threads: {@code [io-thread]}. */
record PackFiles(Rig rig) implements PackStore {

  private static final System.Logger LOG = System.getLogger("ligature.ui");

  @Override
  public Installed install(Path file) {
    return file.toString().endsWith(PresetLibrary.SUFFIX) ? installPreset(file) : unpack(file);
  }

  private Installed installPreset(Path file) {
    Optional<String> title = rig.presets().install(file, rig.player().bank(), PackFiles::warn);
    return new Installed(title.orElse(file.toString()), title.isPresent() ? 1 : 0, List.of());
  }

  private static void warn(String line) {
    LOG.log(System.Logger.Level.WARNING, line);
  }

  private Installed unpack(Path pack) {
    Path presets = rig.presets().ownFolder();
    Path timbres = rig.timbreFolder();
    PresetPack.Installed installed =
        PresetPack.install(
            pack,
            new PresetPack.Places(presets, timbres, timbres.resolveSibling("packs")),
            rig.player().bank(),
            PackFiles::warn);
    PresetPack.About about = installed.about();
    String space = rig.model().manifest().latentSpaceId();
    return new Installed(
        about.name()
            + (about.author().isBlank() ? "" : " by " + about.author())
            + (about.licence().isBlank() ? "" : " (" + about.licence() + ")"),
        installed.presets(),
        installed.timbres().stream().filter(t -> t.latentSpaceId().equals(space)).toList());
  }

  @Override
  public void write(Path target, About about, List<PresetEntry> presets) {
    List<Path> timbres =
        presets.stream()
            .flatMap(p -> p.timbres().stream())
            .distinct()
            .map(name -> rig.timbreFolder().resolve(name + UserTimbres.SUFFIX))
            .filter(Files::exists)
            .toList();
    if (!target.toString().endsWith(PresetPack.SUFFIX)) {
      throw new InputException(target + ": a preset pack's file ends in " + PresetPack.SUFFIX);
    }
    PresetPack.write(
        target,
        new PresetPack.About(about.name(), about.author(), about.licence()),
        presets.stream().map(PresetEntry::file).toList(),
        timbres,
        about.picture());
  }
}
