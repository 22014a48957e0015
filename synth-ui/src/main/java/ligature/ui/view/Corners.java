package ligature.ui.view;

import java.awt.Component;
import java.awt.Point;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JPopupMenu;
import javax.swing.SwingUtilities;
import ligature.latent.Blend;
import ligature.latent.Timbre;
import ligature.preset.PadTimbres;
import ligature.ui.control.CornerChip;
import ligature.ui.control.MorphPad;
import ligature.ui.control.PadCorner;
import ligature.ui.control.PadPoints;
import ligature.ui.model.PadShape;
import ligature.ui.model.Sound;
import ligature.ui.theme.Palette;

/**
 * The timbres on the pad: what it shows of them, the cards of the first four beside it, and what
 * can be done with them. Threads: {@code [ui-thread]}.
 */
final class Corners {

  /** Lets a timbre be chosen. */
  interface Chooser {

    /** In the place of one on the pad. */
    void replace(int index);

    /** For a point of its own. */
    void add(float x, float y);

    /** What else can be done with a timbre; null for nothing. */
    JPopupMenu menu(Timbre timbre);
  }

  private final Sound sound;
  private final PadShape shape;
  private final MorphPad pad;
  private final Chooser chooser;
  private final List<CornerChip> chips = new ArrayList<>();
  private Component more;

  Corners(Sound sound, MorphPad pad, Chooser chooser) {
    this.sound = sound;
    this.pad = pad;
    this.chooser = chooser;
    shape = sound.pad();
    pad.setPoints(new Hands());
    for (int i = 0; i < Blend.CORNERS; i++) {
      int corner = i;
      CornerChip chip = new CornerChip(PadShape.letter(i));
      chip.addActionListener(e -> pushed(corner));
      chips.add(chip);
    }
    sound.addListener(this::refresh);
    refresh();
  }

  private void pushed(int corner) {
    if (corner < shape.timbres().size()) {
      chooser.replace(corner);
    } else if (shape.canAdd()) {
      chooser.add(pad.puckX(), pad.puckY());
    } else {
      shape.setCorners(Blend.CORNERS);
    }
  }

  CornerChip chip(int corner) {
    return chips.get(corner);
  }

  /** Sets where a timbre is dropped that is to lie at a point of its own. */
  void setMore(Component component) {
    more = component;
  }

  /**
   * A timbre that was dropped on a card is put there; on an empty one, or beside, it is one more.
   */
  void timbreCarried(Timbre timbre, Point onScreen) {
    for (int i = 0; i < chips.size(); i++) {
      if (isOn(chips.get(i), onScreen)) {
        if (i < shape.timbres().size()) {
          sound.setCorner(i, timbre);
        } else {
          shape.add(timbre, pad.puckX(), pad.puckY());
        }
      }
    }
    if (more != null && isOn(more, onScreen)) {
      shape.add(timbre, pad.puckX(), pad.puckY());
    }
  }

  private static boolean isOn(Component component, Point onScreen) {
    Point at = new Point(onScreen);
    SwingUtilities.convertPointFromScreen(at, component);
    return component.contains(at);
  }

  /** Shows how much of each timbre sounds. */
  void tick() {
    for (int i = 0; i < Math.min(chips.size(), shape.timbres().size()); i++) {
      chips.get(i).setWeight(pad.weight(i));
    }
  }

  /** Shows the timbres that are loaded, in the colours of the look that is on. */
  void refresh() {
    PadTimbres timbres = shape.timbres();
    List<PadCorner> shown = new ArrayList<>();
    for (int i = 0; i < timbres.size(); i++) {
      Timbre timbre = timbres.timbres().get(i);
      shown.add(
          new PadCorner(
              PadShape.letter(i),
              timbre.title(),
              Palette.familyTitle(timbre.family()),
              Palette.family(timbre.family()),
              timbres.place(i)));
    }
    pad.setTimbres(shown, timbres.isFree());
    for (int i = 0; i < chips.size(); i++) {
      boolean there = i < shown.size();
      chips.get(i).setCorner(there ? shown.get(i) : null);
      chips.get(i).setComponentPopupMenu(there ? chooser.menu(timbres.timbres().get(i)) : null);
    }
  }

  private final class Hands implements PadPoints {

    @Override
    public void grab() {
      shape.grab();
    }

    @Override
    public void pull(int index, float x, float y) {
      shape.pull(index, x, y);
    }

    @Override
    public void letGo() {
      shape.letGo();
    }

    @Override
    public void replace(int index) {
      chooser.replace(index);
    }

    @Override
    public void remove(int index) {
      shape.remove(index);
    }

    @Override
    public void add(float x, float y) {
      if (shape.canAdd()) {
        chooser.add(x, y);
      }
    }
  }
}
