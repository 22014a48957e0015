package ligature.ui.view;

import java.awt.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javax.swing.SwingUtilities;
import ligature.latent.Timbre;
import ligature.ui.control.CornerChip;
import ligature.ui.control.MorphPad;
import ligature.ui.control.PadCorner;
import ligature.ui.model.Sound;
import ligature.ui.theme.Palette;

/** The cards at the pad's corners, and what can be done with them. Threads: {@code [ui-thread]}. */
final class Corners {

  private static final String[] LETTERS = {"A", "B", "C", "D"};

  private final Sound sound;
  private final MorphPad pad;
  private final List<CornerChip> chips = new ArrayList<>();

  /**
   * @param choose lets a timbre be chosen for a corner
   */
  Corners(Sound sound, MorphPad pad, IntConsumer choose) {
    this.sound = sound;
    this.pad = pad;
    for (int i = 0; i < LETTERS.length; i++) {
      int corner = i;
      CornerChip chip = new CornerChip(LETTERS[i]);
      chip.addActionListener(
          e -> {
            if (corner < sound.patch().cornerCount()) {
              choose.accept(corner);
            } else {
              sound.setCornerCount(LETTERS.length);
            }
          });
      chips.add(chip);
    }
    sound.addListener(this::refresh);
    refresh();
  }

  static String letter(int corner) {
    return LETTERS[corner];
  }

  CornerChip chip(int corner) {
    return chips.get(corner);
  }

  /** A timbre that was dropped on a corner's card is put there. */
  void timbreCarried(Timbre timbre, Point onScreen) {
    for (int i = 0; i < sound.patch().cornerCount(); i++) {
      Point at = new Point(onScreen);
      SwingUtilities.convertPointFromScreen(at, chips.get(i));
      if (chips.get(i).contains(at)) {
        sound.setCorner(i, timbre);
      }
    }
  }

  /** Shows how much of each timbre sounds. */
  void tick() {
    for (int i = 0; i < sound.patch().cornerCount(); i++) {
      chips.get(i).setWeight(pad.weight(i));
    }
  }

  /** Shows the corners that are loaded, in the colours of the look that is on. */
  void refresh() {
    List<PadCorner> corners = new ArrayList<>();
    for (int i = 0; i < sound.patch().cornerCount(); i++) {
      Timbre timbre = sound.patch().corner(i);
      corners.add(
          new PadCorner(
              LETTERS[i],
              timbre.title(),
              Palette.familyTitle(timbre.family()),
              Palette.family(timbre.family())));
    }
    pad.setCorners(corners);
    for (int i = 0; i < chips.size(); i++) {
      chips.get(i).setCorner(i < corners.size() ? corners.get(i) : null);
    }
  }
}
