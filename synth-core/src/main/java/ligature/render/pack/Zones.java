package ligature.render.pack;

import java.util.List;

/**
 * Which keys and velocities a sample answers to: up to the middle between neighbours. Immutable;
 * any thread.
 */
record Zones(PackPlan plan, double velocityTracking) {

  /** A range of MIDI numbers, both ends included. */
  record Range(int low, int high) {}

  /**
   * @param files the samples of the pack, from which it is measured how much louder hard notes are
   */
  static Zones of(PackPlan plan, List<PackFile> files) {
    return new Zones(plan, tracking(plan, files));
  }

  Range keys(int key) {
    return around(plan.keys(), key, 0, 127);
  }

  Range velocities(int velocity) {
    return around(plan.velocities(), velocity, 1, 127);
  }

  private static Range around(List<Integer> all, int value, int least, int most) {
    int i = all.indexOf(value);
    int low = i == 0 ? least : (all.get(i - 1) + value) / 2 + 1;
    int high = i == all.size() - 1 ? most : (value + all.get(i + 1)) / 2;
    return new Range(low, high);
  }

  /**
   * How far the samples' own levels follow the curve of samplers, 40 dB for a tenth of the
   * velocity: between layers a note should be as loud as its neighbours make one expect.
   */
  private static double tracking(PackPlan plan, List<PackFile> files) {
    int soft = plan.velocities().get(0);
    int hard = plan.velocities().get(plan.velocities().size() - 1);
    if (soft == hard) {
      return 1;
    }
    double difference = mean(files, hard) - mean(files, soft);
    return Math.max(0, Math.min(1, difference / (curveDb(hard) - curveDb(soft))));
  }

  private static double mean(List<PackFile> files, int velocity) {
    return files.stream()
        .filter(f -> f.velocity() == velocity)
        .mapToDouble(PackFile::levelDb)
        .average()
        .orElse(0);
  }

  /** The curve of samplers at full tracking. */
  private static double curveDb(int velocity) {
    return 40 * Math.log10(velocity / 127.0);
  }

  /** What makes a sample as loud at its own velocity as it was rendered. */
  double volumeDb(int velocity) {
    return -velocityTracking * curveDb(velocity);
  }
}
