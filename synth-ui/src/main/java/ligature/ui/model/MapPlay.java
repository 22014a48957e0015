package ligature.ui.model;

import java.util.function.LongSupplier;
import ligature.parameter.Parameter;
import ligature.preset.PadTimbres;
import ligature.preset.Patch;

/**
 * Plays the map of the timbres: where the hand is, the nearest timbres are on the pad as they lie
 * there, and the notes that are held go along. What one hand does is one edit. Threads: {@code
 * [ui-thread]}.
 */
public final class MapPlay {

  private static final String TITLE = "Play the map";

  private final Sound sound;
  private final PlayedKeys keys;
  private final Turns<Patch> turns;
  private boolean held;

  public MapPlay(Sound sound, PlayedKeys keys) {
    this(sound, keys, System::nanoTime);
  }

  MapPlay(Sound sound, PlayedKeys keys, LongSupplier nanoTime) {
    this.sound = sound;
    this.keys = keys;
    turns = new Turns<>(sound.history(), sound::current, sound::roam, nanoTime);
  }

  /** The hand is down: until it is lifted, all is one edit, and a key sounds. */
  public void grab() {
    if (!held) {
      held = true;
      sound.endAudition();
      sound.endGesture();
      turns.grab();
    }
  }

  /**
   * Goes to a place of the map.
   *
   * @return whether there were timbres to play
   */
  public boolean goTo(MapNeighbours map, float x, float y) {
    boolean glides = map.holds(sound.patch().pad());
    PadTimbres pad = map.around(x, y, sound.patch().pad());
    if (pad == null) {
      return false;
    }
    glides &= sound.patch().pad().goesOnTo(pad);
    turns.turn(
        TITLE,
        sound
            .current()
            .with(pad)
            .with(Parameter.BLEND, 0)
            .with(Parameter.MORPH_X, x)
            .with(Parameter.MORPH_Y, y));
    if (held && keys.strikeUnheld()) {
      return true;
    }
    if (!glides) {
      keys.strikeAgain(); // a note keeps the timbres that it was begun with
    }
    return true;
  }

  /** The hand is lifted: the sound stays where it is. */
  public void letGo() {
    if (held) {
      held = false;
      turns.letGo();
      keys.liftUnheld();
      keys.returnKey();
    }
  }
}
