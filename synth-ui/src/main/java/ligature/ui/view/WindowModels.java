package ligature.ui.view;

import ligature.live.Player;
import ligature.ui.model.Captures;
import ligature.ui.model.DrawnPaths;
import ligature.ui.model.Imports;
import ligature.ui.model.Inserts;
import ligature.ui.model.Matches;
import ligature.ui.model.Modulation;
import ligature.ui.model.OwnSound;
import ligature.ui.model.Packs;
import ligature.ui.model.PadPath;
import ligature.ui.model.Parts;
import ligature.ui.model.PlayedKeys;
import ligature.ui.model.Preferences;
import ligature.ui.model.Presets;
import ligature.ui.model.Previews;
import ligature.ui.model.Renders;
import ligature.ui.model.Sound;
import ligature.ui.model.Tunings;
import ligature.ui.model.Variants;

/** All that the window shows. Threads: {@code [ui-thread]}. */
public record WindowModels(
    Player player,
    Sound sound,
    Presets presets,
    Previews previews,
    Inserts inserts,
    Modulation modulation,
    Parts parts,
    Variants variants,
    PadPath path,
    DrawnPaths drawnPaths,
    Renders renders,
    Imports imports,
    OwnSound ownSound,
    Matches matches,
    Captures captures,
    Packs packs,
    Preferences preferences,
    Tunings tunings,
    PlayedKeys keys) {}
