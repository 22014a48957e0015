package ligature.engine;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/**
 * A machine that is computed: a device that reads a ring every period, a model thread that fills it
 * hop by hop, and keys that are held. What a hop costs follows from its voices, from how slow the
 * machine is at that time, and from a seed.
 */
final class HopMachine {

  /** What decides how many voices play and how many of them are decoded. */
  interface Judge {
    int beforeHop(int dueHops, long dueNanos, int active);

    int afterHop(int decoded, long decoderNanos, long voicesNanos, long nanos, int playing);
  }

  private static final int HOP_FRAMES = 128;
  private static final int RATE_HZ = 48_000;
  static final double HOP_SECONDS = (double) HOP_FRAMES / RATE_HZ;
  private static final int FADE_HOPS = 3;

  /** The network that ships, by the sizes of its batches: median milliseconds on two cores. */
  private static final int[] SIZES = {1, 2, 3, 4, 5, 7, 10, 14, 16, 21, 28, 35, 49, 64};

  private static final double[] MILLIS = {
    0.31, 0.34, 0.37, 0.40, 0.44, 0.50, 0.61, 0.70, 0.73, 0.88, 1.08, 1.28, 1.74, 2.27
  };

  private final Judge judge;
  private final int polyphony;
  private final int periodFrames;
  private final Due due = new Due();
  private final Random random;
  private IntToDoubleFunction decoderMillis = HopMachine::networkMillis;
  private double eachMillis = 0.005;
  private double fixedMillis = 0.055;
  private double jitter = 0.05;
  private double strikeSeconds = 0.5;
  private double nanos;
  private double nextReadNanos;
  private double lastReadNanos = Double.NEGATIVE_INFINITY;
  private double nextStrikeNanos;
  private long written;
  private long read;
  private int limit;
  private int playing;
  private int awake;
  private int before;
  private final int[] fading = new int[FADE_HOPS];
  private int direction;
  private int hops;
  private double voiceHops;

  /** Reads of the device that found too few frames, since {@link #count}. */
  int lateReads;

  /** The fewest voices that sounded, and that might play. */
  int fewestSounding;

  int fewestLimit;

  /** How often the limit turned from falling to rising or back. */
  int turns;

  /** How long fewer voices sounded than keys were held. */
  double fewerSeconds;

  /** How long it is since that was so. */
  double allSeconds;

  HopMachine(Judge judge, int polyphony, int periodFrames, long seed) {
    this.judge = judge;
    this.polyphony = polyphony;
    this.periodFrames = periodFrames;
    random = new Random(seed);
    limit = polyphony;
    awake = polyphony;
    written = periodFrames + 2 * HOP_FRAMES;
    count();
  }

  /** What the network that ships takes for so many voices, in milliseconds. */
  static double networkMillis(int voices) {
    int i = 0;
    while (voices > 0 && SIZES[i] < voices) {
      i++;
    }
    return voices == 0 ? 0 : MILLIS[i];
  }

  /** The same as it is measured when it is warmed up. */
  static long warmNanos(int voices) {
    return (long) (networkMillis(voices) * 1e6);
  }

  /** A judge for this polyphony, which knows the network's cost. */
  static Judge governor(Governor governor) {
    return new Judge() {
      @Override
      public int beforeHop(int dueHops, long dueNanos, int active) {
        return governor.beforeHop(dueHops, dueNanos, active);
      }

      @Override
      public int afterHop(int decoded, long decoder, long voices, long nanos, int playing) {
        return governor.afterHop(decoded, decoder, voices, nanos, playing);
      }
    };
  }

  /** The decoder's time in milliseconds by voices, what each voice takes beside, and the rest. */
  HopMachine cost(IntToDoubleFunction decoder, double each, double fixed) {
    decoderMillis = decoder;
    eachMillis = each;
    fixedMillis = fixed;
    return this;
  }

  /** By how much a hop may take longer than it should, as a share of it. */
  HopMachine jitter(double share) {
    jitter = share;
    return this;
  }

  /** How often the keys are struck anew: then as many notes sound as may. */
  HopMachine strikeEvery(double seconds) {
    strikeSeconds = seconds;
    return this;
  }

  int limit() {
    return limit;
  }

  int awake() {
    return Math.min(awake, playing);
  }

  double meanSounding() {
    return voiceHops / hops;
  }

  /** Forgets what was counted. */
  void count() {
    hops = 0;
    lateReads = 0;
    voiceHops = 0;
    fewerSeconds = 0;
    turns = 0;
    fewestSounding = Integer.MAX_VALUE;
    fewestLimit = Integer.MAX_VALUE;
  }

  /**
   * Plays on.
   *
   * @param keys held
   * @param slow by what factor all takes longer at a time, in seconds from now
   */
  void play(double seconds, int keys, DoubleUnaryOperator slow) {
    double begin = nanos;
    while (nanos < begin + seconds * 1e9) {
      readUntil(nanos);
      while (read + periodFrames + 2 * HOP_FRAMES - written < HOP_FRAMES) {
        nanos = nextReadNanos;
        readUntil(nanos);
      }
      hop(keys, slow.applyAsDouble((nanos - begin) * 1e-9));
    }
  }

  private void readUntil(double time) {
    while (nextReadNanos <= time) {
      if (written - read < periodFrames) {
        lateReads++;
      }
      read += periodFrames;
      lastReadNanos = nextReadNanos;
      nextReadNanos += periodFrames * 1e9 / RATE_HZ;
    }
  }

  private void hop(int keys, double slow) {
    if (nanos >= nextStrikeNanos) {
      nextStrikeNanos = nanos + strikeSeconds * 1e9;
      playing = Math.min(keys, limit);
    }
    playing = Math.min(playing, keys);
    int stolen = Math.max(0, playing - limit);
    fading[0] = stolen > playing - awake() ? stolen - (playing - awake()) : 0;
    playing -= stolen;
    int faded = fading[0] + fading[1] + fading[2];
    if (lastReadNanos < 0) {
      due.clear();
    } else {
      due.set(
          written - read,
          periodFrames,
          HOP_FRAMES,
          periodFrames * 1e9 / RATE_HZ,
          (long) (nanos - lastReadNanos));
    }
    awake = Math.max(1, judge.beforeHop(due.hops(), due.nanos(), playing + faded));
    int sounding = Math.max(0, Math.min(playing, awake - faded));
    int decoded = Math.max(sounding, Math.min(before, playing)) + faded; // those that go fade
    before = sounding;
    double tremble = slow * (1 + jitter * random.nextDouble());
    long decoder = (long) (tremble * decoderMillis.applyAsDouble(decoded) * 1e6);
    long beside = (long) (tremble * eachMillis * decoded * 1e6);
    long all = decoder + beside + (long) (tremble * fixedMillis * 1e6);
    nanos += all;
    written += HOP_FRAMES;
    fading[2] = fading[1];
    fading[1] = fading[0];
    fading[0] = 0;
    int next = Math.min(polyphony, judge.afterHop(decoded, decoder, beside, all, playing));
    if (next != limit && Integer.signum(next - limit) != direction) {
      direction = Integer.signum(next - limit);
      turns++;
    }
    limit = next;
    hops++;
    voiceHops += sounding;
    fewerSeconds += sounding < keys ? HOP_SECONDS : 0;
    allSeconds = sounding < keys ? 0 : allSeconds + HOP_SECONDS;
    fewestSounding = Math.min(fewestSounding, sounding);
    fewestLimit = Math.min(fewestLimit, limit);
  }
}
