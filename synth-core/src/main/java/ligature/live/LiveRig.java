package ligature.live;

import java.util.ArrayList;
import java.util.List;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.Mixer;
import ligature.midi.MidiMonitor;
import ligature.model.Model;
import ligature.preset.PresetLibrary;
import ligature.settings.Settings;
import ligature.settings.SettingsFile;

/** A rig around a live session. */
public record LiveRig(
    Player player,
    Model model,
    PresetLibrary presets,
    SettingsFile settings,
    Settings running,
    String notice,
    boolean canBeginAnew)
    implements Rig {

  @Override
  public Choices choices() {
    List<String> cards = new ArrayList<>();
    for (Mixer.Info info : AudioSystem.getMixerInfo()) {
      if (AudioSystem.getMixer(info).getSourceLineInfo().length > 0) {
        cards.add(info.getName());
      }
    }
    return new Choices(
        cards,
        MidiMonitor.open(),
        model.devices(),
        model.manifest().name() + " " + model.manifest().version());
  }
}
