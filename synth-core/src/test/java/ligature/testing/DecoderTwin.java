package ligature.testing;

import java.util.ArrayList;
import java.util.List;
import ligature.model.Decoder;
import ligature.model.HopBatch;

/**
 * A twin of the decoder that plays: the same network, opened once more, which decodes one voice on
 * the model thread itself, right before a hop of ours, every third time. When it takes as many
 * times as long as usual as our own hops do, it is the machine that is slow: what we do around the
 * network, or with more voices, the twin does not.
 *
 * <p>What it cannot tell apart: what other threads of our own process do to the core, the caches
 * and the memory that all share.
 *
 * <p>Threads: {@link #work} the model thread, the rest anybody.
 */
public final class DecoderTwin implements AutoCloseable {

  private static final int HOPS_A_SECOND = 48_000 / 128;

  /** Each time would be a sixth more of a hop's time; of this a burst still sees three and more. */
  private static final int EVERY = 3;

  private static final double PITCH_HZ = 220;

  /** Below this it was not slow. */
  private static final double SLOW = 1.4;

  /** Slow by the same factor, as far as two measurements of few hops can tell. */
  private static final double SAME = 0.75;

  /**
   * What sixteen voices keep in a core's caches is more than what one does, and a machine that
   * takes these caches away slows them by more. So it is the machine's as well where our hops, had
   * they not been slowed by the twin's factor, would have left this part of their time free.
   */
  private static final double FREE = 0.35;

  /** What a hop renders. */
  static final double HOP_NANOS = 1e9 / HOPS_A_SECOND;

  private static final HopLog.Slow NOT_SLOW = new HopLog.Slow(0, 0, 0, 0);

  private final HopLog log;
  private final Decoder decoder = Bundled.decoder();
  private final HopBatch batch;
  private int hops;

  /** Remembers what it does in so many seconds. */
  public DecoderTwin(int seconds) {
    log = new HopLog(seconds * HOPS_A_SECOND / EVERY + 1000);
    batch = new HopBatch(1, decoder.codeSize(), decoder.hopFrames());
    batch.voices = 1;
    batch.networkPitchHz[0] = (float) PITCH_HZ;
    batch.oscillatorPitchHz[0] = (float) PITCH_HZ;
    decoder.prepare(1, 1);
    decoder.warmUp();
  }

  /** Before a hop of ours. */
  public void work() {
    if (hops++ % EVERY == 0) {
      batch.fresh[0] = hops == 1;
      long begin = System.nanoTime();
      decoder.decode(batch);
      log.add(begin, System.nanoTime(), 1);
    }
  }

  /** Lets it work before each hop of a {@link FaultyModel} from now on, and notes these hops. */
  public void workBeside(HopLog ours) {
    FaultyModel.note(ours, this::work);
  }

  /** Its hops. */
  public HopLog log() {
    return log;
  }

  /**
   * Those of these moments before which our hops were slow and the twin's were not, or not enough
   * to be the cause, in the same time: that of three hops of the twin in which ours were slowest.
   *
   * @param ours the hops of the decoder that plays
   */
  public static List<Long> inexcusable(List<Long> moments, HopLog ours, HopLog twins) {
    return inexcusable(moments, ours, twins, 1);
  }

  /**
   * The same where a hop may take more than one call of a decoder, as while one model takes over
   * from another.
   *
   * @param calls how many at most
   */
  public static List<Long> inexcusable(List<Long> moments, HopLog ours, HopLog twins, int calls) {
    List<Long> left = new ArrayList<>();
    for (long moment : moments) {
      HopLog.Slow our = NOT_SLOW;
      double their = 0;
      for (HopLog.Slow twin : twins.before(moment)) {
        HopLog.Slow same = ours.within(twin.beginNanos(), twin.endNanos());
        if (same.factor() > our.factor()) {
          our = same;
          their = twin.factor();
        }
      }
      boolean inTimeElse = calls * our.meanNanos() / their <= (1 - FREE) * HOP_NANOS;
      boolean machine = their >= SLOW && (their >= SAME * our.factor() || inTimeElse);
      System.out.printf(
          "an underrun: our hops %.2f times as long as usual, %.2f ms, the twin's %.2f times%s%n",
          our.factor(), our.meanNanos() * 1e-6, their, machine ? ", as the machine's" : "");
      if (!machine) {
        left.add(moment);
      }
    }
    return left;
  }

  @Override
  public void close() {
    decoder.close();
  }
}
