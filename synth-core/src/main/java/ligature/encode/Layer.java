package ligature.encode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import ligature.model.SourceNote;

/**
 * One zone to be made: a recorded note at a velocity, tilted if it stands in for a softer or harder
 * one than was recorded.
 *
 * @param index the note's place in the list
 * @param velocity where the zone lies, 1 to 127
 * @param tiltDb how much brighter than recorded
 * @param relativeDb the level against the loudest velocity of this key, 0 or less
 */
record Layer(SourceNote note, int index, int velocity, double tiltDb, double relativeDb) {

  /** What plays at the velocity at which most people play is the recording as it is. */
  static final int RECORDED_VELOCITY = 100;

  private static final int SOFT_VELOCITY = 40;
  private static final int HARD_VELOCITY = 127;
  private static final double SOFT_TILT_DB = -7;
  private static final double HARD_TILT_DB = 2.5;

  /** Layers that differ by less were brought to one level by whoever recorded them. */
  private static final double LEVELLED_DB = 3;

  private static final double SOFTEST_DB = -40;

  /** The zones that a list of notes gives, by key and velocity. */
  static List<Layer> of(List<SourceNote> notes, Loudness loudness, int rateHz) {
    TreeMap<Integer, List<Integer>> byKey = new TreeMap<>();
    for (int i = 0; i < notes.size(); i++) {
      byKey.computeIfAbsent(notes.get(i).key(), k -> new ArrayList<>()).add(i);
    }
    List<Layer> layers = new ArrayList<>();
    for (List<Integer> row : byKey.values()) {
      if (row.size() == 1) {
        int i = row.get(0);
        layers.add(alone(notes, i, SOFT_VELOCITY, SOFT_TILT_DB, loudness));
        layers.add(alone(notes, i, RECORDED_VELOCITY, 0, loudness));
        layers.add(alone(notes, i, HARD_VELOCITY, HARD_TILT_DB, loudness));
      } else {
        layers.addAll(recorded(notes, row, loudness));
      }
    }
    return layers;
  }

  private static Layer alone(
      List<SourceNote> notes, int i, int velocity, double tiltDb, Loudness loudness) {
    return new Layer(notes.get(i), i, velocity, tiltDb, loudness.velocityDb(velocity));
  }

  private static List<Layer> recorded(
      List<SourceNote> notes, List<Integer> row, Loudness loudness) {
    row.sort(Comparator.comparingInt(i -> notes.get(i).velocity()));
    double[] level = new double[row.size()];
    double loudest = -200;
    double softest = 200;
    for (int k = 0; k < level.length; k++) {
      SourceNote note = notes.get(row.get(k));
      level[k] = Loudness.loudestDb(note.audio(), note.rateHz()) + note.levelDb();
      loudest = Math.max(loudest, level[k]);
      softest = Math.min(softest, level[k]);
    }
    boolean levelled = loudest - softest < LEVELLED_DB;
    List<Layer> layers = new ArrayList<>();
    for (int k = 0; k < level.length; k++) {
      SourceNote note = notes.get(row.get(k));
      double relative =
          levelled
              ? loudness.velocityDb(note.velocity())
              : Math.max(SOFTEST_DB, level[k] - loudest);
      layers.add(new Layer(note, row.get(k), note.velocity(), 0, relative));
    }
    return layers;
  }
}
