package ligature.render.pack;

import java.util.List;
import ligature.render.Strand;

/**
 * Finds where a lasting note can be repeated: between two moments at which its codes and its pitch
 * are alike and its oscillator has the same phase.
 *
 * <p>All steps of a note share their pitch contour, so what is found for the corners holds for all
 * steps between them. Threads: any.
 */
final class LoopFinder {

  private static final int STEP_HOPS = 3;
  private static final double SHORTEST_SECONDS = 0.4;
  private static final double FADE_SECONDS = 0.05;

  /** Vibrato out of step by 5 cents is as bad as codes that differ by their usual step. */
  private static final double CENTS_WEIGHT = 0.2;

  /** How much a loop of the whole steady part is preferred to a very short one. */
  private static final double LENGTH_WEIGHT = 0.3;

  private final List<Strand> corners;
  private final float[] pitchHz;
  private final int hopFrames;
  private final int engineRateHz;
  private final int fileRateHz;
  private final double[] phaseAtHop;

  /**
   * @param corners the recorded strands of the pad's corners
   * @param pitchHz [hop] the contour that all steps share
   */
  LoopFinder(List<Strand> corners, float[] pitchHz, int engineRateHz, int fileRateHz) {
    this.corners = corners;
    this.pitchHz = pitchHz;
    this.engineRateHz = engineRateHz;
    this.fileRateHz = fileRateHz;
    hopFrames = corners.get(0).hopFrames();
    phaseAtHop = new double[pitchHz.length + 1];
    for (int h = 0; h < pitchHz.length; h++) {
      phaseAtHop[h + 1] = phaseAtHop[h] + pitchHz[h] * (double) hopFrames / engineRateHz;
    }
  }

  /**
   * The best loop between two moments, or null if there is no room for one.
   *
   * @param fromSeconds where the sound is steady
   * @param toSeconds where the key is lifted
   */
  Loop find(double fromSeconds, double toSeconds) {
    double hopSeconds = (double) hopFrames / engineRateHz;
    double from = Math.max(fromSeconds, 0.02);
    if (toSeconds - from < 2 * SHORTEST_SECONDS) {
      from = Math.max(0.02, Math.min(from, 0.4 * toSeconds));
    }
    int first = (int) Math.ceil((from + FADE_SECONDS) / hopSeconds);
    // the end moves by up to this much to get into phase
    double slack = Math.max(0.02, 2 / pitchHz[Math.min(first, pitchHz.length - 1)]);
    int last = (int) Math.floor((toSeconds - slack) / hopSeconds);
    last = Math.min(last, pitchHz.length - 1);
    int shortest =
        Math.max(STEP_HOPS, (int) Math.min(SHORTEST_SECONDS / hopSeconds, (last - first) / 2.0));
    int[] best = null;
    double least = Double.MAX_VALUE;
    for (int a = first; a + shortest <= last; a += STEP_HOPS) {
      for (int b = a + shortest; b <= last; b += STEP_HOPS) {
        double cost = difference(a, b) - LENGTH_WEIGHT * (b - a) / (last - first);
        if (cost < least) {
          least = cost;
          best = new int[] {a, b};
        }
      }
    }
    return best == null ? null : inPhase(best[0], best[1], slack);
  }

  /** How unlike two moments are: 1 is about as much as codes differ from one to the next. */
  private double difference(int a, int b) {
    double codes = 0;
    for (Strand corner : corners) {
      float[] c = corner.codes();
      int size = corner.codeSize();
      int i = Math.min(a, corner.hops() - 1) * size;
      int j = Math.min(b, corner.hops() - 1) * size;
      double sum = 0;
      for (int k = 0; k < size; k++) {
        double d = c[i + k] - c[j + k];
        sum += d * d;
      }
      codes += Math.sqrt(sum);
    }
    double cents = 1200 / Math.log(2) * Math.abs(Math.log(pitchHz[a] / pitchHz[b]));
    return codes / corners.size() + CENTS_WEIGHT * cents;
  }

  /** Moves the end to the frame near it at which the oscillator is where it was at the start. */
  private Loop inPhase(int startHop, int endHop, double slackSeconds) {
    double scale = (double) fileRateHz / engineRateHz;
    int start = (int) Math.round(startHop * (double) hopFrames * scale);
    int middle = (int) Math.round(endHop * (double) hopFrames * scale);
    int slack = (int) (slackSeconds * fileRateHz) - 1;
    double wanted = phase(start);
    int end = middle;
    double least = Double.MAX_VALUE;
    for (int at = middle - slack; at <= middle + slack; at++) {
      double off = Math.abs(Math.IEEEremainder(phase(at) - wanted, 1));
      if (off < least && at - start > slack) {
        least = off;
        end = at;
      }
    }
    int fade = (int) Math.min(FADE_SECONDS * fileRateHz, (end - start) / 2.0);
    return new Loop(start, end, Math.min(fade, start));
  }

  /** Cycles of the oscillator up to a frame of the file. */
  private double phase(int fileFrame) {
    double hop = fileFrame * (double) engineRateHz / fileRateHz / hopFrames;
    int h = (int) Math.min(hop, pitchHz.length - 1);
    return phaseAtHop[h] + (hop - h) * (phaseAtHop[h + 1] - phaseAtHop[h]);
  }
}
