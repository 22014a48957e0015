package ligature.live;

import ligature.preset.PresetLibrary;
import ligature.settings.SettingsFile;

/** What a window stands on: an instrument that plays, its presets, and what the user has chosen. */
public interface Rig {

  /** The instrument, always the same. */
  Player player();

  /** [io-thread] */
  PresetLibrary presets();

  /** [io-thread] */
  SettingsFile settings();
}
