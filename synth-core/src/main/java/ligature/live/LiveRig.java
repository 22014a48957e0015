package ligature.live;

import ligature.preset.PresetLibrary;
import ligature.settings.SettingsFile;

/** A rig around a live session. */
public record LiveRig(Player player, PresetLibrary presets, SettingsFile settings) implements Rig {}
