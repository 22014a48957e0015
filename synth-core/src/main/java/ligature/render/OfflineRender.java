package ligature.render;

import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.IntFunction;
import ligature.engine.Instrument;
import ligature.engine.Meters;
import ligature.files.InputException;
import ligature.midi.EventList;
import ligature.model.Decoder;
import ligature.preset.Patch;
import ligature.rt.FrameRing;
import ligature.units.KeyPitch;

/**
 * Renders a list of events: all of them, and then until the last note has died away.
 *
 * <p>The audio is the one that {@link Instrument} plays live, to the bit, whatever the block size.
 * Threads: one.
 */
public final class OfflineRender {

  /** A timbre that sustains for ever with a pedal that is never lifted must end some time. */
  private static final double LONGEST_TAIL_SECONDS = 60;

  private final Instrument instrument;
  private final EventList events;
  private final int blockFrames;
  private final long mostFrames;
  private final boolean strict;

  /** Receives the audio, block by block. */
  @FunctionalInterface
  public interface Sink {
    /** Takes {@code frames} interleaved stereo frames from the beginning of {@code samples}. */
    void accept(float[] samples, int frames) throws java.io.IOException;
  }

  /**
   * @param events at frames of the decoder's rate; frame 0 is the first of the output
   * @param blockFrames frames rendered at a time; the audio does not depend on it
   */
  public OfflineRender(
      Decoder decoder, Patch patch, EventList events, int voices, long seed, int blockFrames) {
    this(decoder, patch, events, new EventList(), voices, seed, blockFrames);
  }

  /**
   * @param morph events beside the song's, which do not lengthen it
   */
  public OfflineRender(
      Decoder decoder,
      Patch patch,
      EventList events,
      EventList morph,
      int voices,
      long seed,
      int blockFrames) {
    this(
        new Instrument(decoder, voices, seed, patch, Meters.ofNobody()),
        events,
        blockFrames,
        Long.MAX_VALUE,
        true);
    instrument.inserts().set(patch.inserts());
    refuseProblems();
    instrument.addSource(morph);
    instrument.addSource(events);
  }

  private OfflineRender(
      Instrument instrument, EventList events, int blockFrames, long mostFrames, boolean strict) {
    this.instrument = instrument;
    this.events = events;
    this.blockFrames = blockFrames;
    this.mostFrames = mostFrames;
    this.strict = strict;
    instrument.inserts().setOffline(true);
  }

  /**
   * One whose audio is heard through an instrument that plays. It is what that would make of the
   * events itself: inserts that fail are passed over. But the limiter is left to the other.
   *
   * @param pitches the tuning
   * @param mostFrames where it ends at the latest
   */
  static OfflineRender besideLive(
      Decoder decoder,
      Patch patch,
      KeyPitch pitches,
      EventList events,
      int voices,
      long mostFrames) {
    Instrument instrument = new Instrument(decoder, voices, 1, patch, Meters.ofNobody());
    OfflineRender render =
        new OfflineRender(instrument, events, instrument.hopFrames(), mostFrames, false);
    instrument.leaveUnlimited();
    instrument.publish(pitches);
    instrument.inserts().set(patch.inserts());
    instrument.addSource(events);
    return render;
  }

  /**
   * Renders everything. What the inserts delay is left out at the beginning, so that a note lies
   * where its event does.
   *
   * @param progress told the rendered part of the events, 0 to 1, now and then
   * @return the frames rendered
   * @throws ligature.files.InputException if an insert fails: the file would not be what was asked
   *     for
   */
  public long run(Sink sink, DoubleConsumer progress) throws java.io.IOException {
    try {
      return render(sink, progress);
    } finally {
      instrument.close();
    }
  }

  /**
   * Lets program changes load presets, each from its own event on; before {@link #run}.
   *
   * @param presets by the program's number from 0; null leaves the sound as it is
   */
  public void follow(IntFunction<Patch> presets) {
    instrument.setPrograms(
        number -> {
          Patch next = presets.apply(number);
          if (next != null) {
            instrument.load(next);
            instrument.inserts().set(next.inserts());
            refuseProblems();
          }
        });
  }

  private void refuseProblems() {
    List<String> problems = strict ? instrument.insertProblems() : List.of();
    if (!problems.isEmpty()) {
      instrument.close();
      throw new InputException(problems.get(0));
    }
  }

  private long render(Sink sink, DoubleConsumer progress) throws java.io.IOException {
    LatencyMakeUp makeUp = new LatencyMakeUp(sink, instrument.sampleRateHz());
    float[] block = new float[blockFrames * FrameRing.CHANNELS];
    long last = events.lastFrame();
    long end = last + (long) (LONGEST_TAIL_SECONDS * instrument.sampleRateHz());
    long frame = 0;
    int hop = instrument.hopFrames();
    while (frame < end
        && makeUp.given() < mostFrames
        && (events.nextFrame() != EventList.NONE || !instrument.isSilent() || frame % hop != 0)) {
      // never beyond a hop, so that length and delay are the same for every block size
      int frames = (int) Math.min(hop - frame % hop, blockFrames);
      instrument.render(block, 0, frames);
      // asked every time: a program change brings other inserts, and plugins change by themselves
      makeUp.accept(block, frames, instrument.inserts().latencyFrames());
      frame += frames;
      progress.accept(last == 0 ? 1 : Math.min(1, (double) frame / last));
    }
    makeUp.finish();
    refuseProblems();
    return makeUp.given();
  }

  /** Notes that were stolen because there were more than voices. */
  public long stolen() {
    return instrument.stolen();
  }
}
