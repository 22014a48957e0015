package ligature.preset;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import ligature.latent.Timbre;
import ligature.parameter.Parameter;

/**
 * One of the sounds that a patch has at a time: which notes it plays, of which timbres, and what is
 * its own of the parameters. Parts whose ranges overlap are layers, others a split. Immutable; any
 * thread.
 *
 * @param pad its timbres, as they lie on the pad
 * @param keys that it plays
 * @param velocities that it plays, as the velocity curve makes them
 * @param levelDb against the instrument, -60 to 12
 * @param pan against the instrument, -1 to 1
 * @param own values that parameters have in this part; all others are the instrument's. Only those
 *     that each voice reads for itself, level and pan aside
 * @param kit what single keys play; if there is any, keys without a pad are silent. Empty: all keys
 *     play the corners
 */
public record Part(
    PadTimbres pad,
    Range keys,
    Range velocities,
    float levelDb,
    float pan,
    Map<Parameter, Float> own,
    List<KitPad> kit) {

  private static final float LEAST_DB = -60;
  private static final float MOST_DB = 12;

  /**
   * A part.
   *
   * @throws IllegalArgumentException if a number is out of its range, a key has two pads, or a
   *     parameter cannot be a part's own
   */
  public Part {
    checkPlace(levelDb, pan);
    Map<Parameter, Float> values = new TreeMap<>();
    own.forEach((parameter, value) -> values.put(parameter, parameter.clamp(value)));
    own = Map.copyOf(values);
    for (Parameter parameter : own.keySet()) {
      if (!canOwn(parameter)) {
        throw new IllegalArgumentException(
            parameter.id() + " belongs to the whole instrument, not to a part");
      }
    }
    kit = List.copyOf(kit);
    Set<Integer> taken = new HashSet<>();
    for (KitPad hit : kit) {
      if (!taken.add(hit.key())) {
        throw new IllegalArgumentException("key " + hit.key() + " has two pads");
      }
      if (!hit.timbres().isEmpty()) {
        PadTimbres.atCorners(hit.timbres()); // or it says what is wrong
      }
    }
  }

  static void checkPlace(float levelDb, float pan) {
    if (!(levelDb >= LEAST_DB && levelDb <= MOST_DB) || !(Math.abs(pan) <= 1)) {
      throw new IllegalArgumentException(
          "level should be from -60 to 12 dB, pan from -1 to 1: " + levelDb + ", " + pan);
    }
  }

  /** Levels and places add up; there is one path over one pad. */
  private static final Set<Parameter> OF_THE_WHOLE =
      EnumSet.of(
          Parameter.LEVEL,
          Parameter.PAN,
          Parameter.PATH,
          Parameter.PATH_SPEED,
          Parameter.PATH_PHASE);

  /** Whether a parameter can have a value of its own in a part. */
  public static boolean canOwn(Parameter parameter) {
    return parameter.isByVoice() && !OF_THE_WHOLE.contains(parameter);
  }

  /** One that plays everything as the instrument is set. */
  public static Part of(List<Timbre> corners) {
    return of(PadTimbres.atCorners(corners));
  }

  static Part of(PadTimbres pad) {
    return new Part(pad, Range.ALL, Range.ALL, 0, 0, Map.of(), List.of());
  }

  /** The timbres on its pad. */
  public List<Timbre> corners() {
    return pad.timbres();
  }

  /** Whether single keys have pads. */
  public boolean isKit() {
    return !kit.isEmpty();
  }

  /** Whether it plays every note as the instrument is set. */
  public boolean isPlain() {
    return equals(of(pad));
  }

  /** Of other timbres, in the places of those that it has. */
  public Part withTimbres(List<Timbre> timbres) {
    return with(pad.withTimbres(timbres));
  }

  /** Of other timbres, at other places. */
  public Part with(PadTimbres timbres) {
    return new Part(timbres, keys, velocities, levelDb, pan, own, kit);
  }

  /** For other notes. */
  public Part playing(Range newKeys, Range newVelocities) {
    return new Part(pad, newKeys, newVelocities, levelDb, pan, own, kit);
  }

  /** Louder or softer, and elsewhere. */
  public Part at(float newLevelDb, float newPan) {
    return new Part(pad, keys, velocities, newLevelDb, newPan, own, kit);
  }

  /** With a value of its own, brought into the parameter's range. */
  public Part with(Parameter parameter, float value) {
    Map<Parameter, Float> values = new TreeMap<>(own);
    values.put(parameter, value);
    return new Part(pad, keys, velocities, levelDb, pan, values, kit);
  }

  /** With the instrument's value again. */
  public Part without(Parameter parameter) {
    Map<Parameter, Float> values = new TreeMap<>(own);
    values.remove(parameter);
    return new Part(pad, keys, velocities, levelDb, pan, values, kit);
  }

  /** With a timbre for each key. */
  public Part withKit(List<KitPad> pads) {
    return new Part(pad, keys, velocities, levelDb, pan, own, pads);
  }
}
