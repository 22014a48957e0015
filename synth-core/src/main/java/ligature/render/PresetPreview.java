package ligature.render;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import ligature.engine.Clip;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.model.Decoder;
import ligature.preset.Patch;
import ligature.rt.FrameRing;
import ligature.units.Frames;
import ligature.units.KeyPitch;

/**
 * Eight seconds of a preset, to be heard beside what an instrument plays while they are still being
 * rendered: a line over a low note, then a chord. Threads: one at a time.
 */
public final class PresetPreview {

  /** How long a preview is. */
  public static final double SECONDS = 8;

  /** A note of the phrase: when it begins and ends, in seconds. */
  private record Note(int key, double from, double to, float velocity) {}

  /** What is struck, what lasts, how it is together. */
  private static final Note[] PHRASE = {
    new Note(48, 0, 3.7, 0.6f),
    new Note(60, 0, 0.9, 0.8f),
    new Note(64, 0.9, 1.8, 0.6f),
    new Note(67, 1.8, 2.7, 0.7f),
    new Note(72, 2.7, 3.7, 0.9f),
    new Note(45, 4, 7, 0.7f),
    new Note(57, 4, 7, 0.6f),
    new Note(60, 4.05, 7, 0.6f),
    new Note(64, 4.1, 7, 0.6f),
  };

  private static final int VOICES = 32;

  /** What sounds on at the end fades. */
  private static final double FADE_SECONDS = 0.3;

  /** As much is there at least before it is heard. */
  private static final double LEAST_LEAD_SECONDS = 0.1;

  /** The machine may have more to do later: then it renders at this part of its speed until now. */
  private static final double TRUST = 0.8;

  /** Who has waited so long would rather hear it with pauses. */
  private static final double PATIENCE_SECONDS = 3;

  private final Decoder decoder;

  /**
   * @param decoder used by nobody else meanwhile; the caller closes it
   */
  public PresetPreview(Decoder decoder) {
    this.decoder = decoder;
  }

  /** The notes of a preview. */
  static EventList phrase(int rateHz) {
    EventList events = new EventList();
    for (Note note : PHRASE) {
      events.add(
          Frames.fromSeconds(note.from(), rateHz), Event.noteOn(0, note.key(), note.velocity()));
      events.add(Frames.fromSeconds(note.to(), rateHz), Event.noteOff(0, note.key(), 0.5f));
    }
    return events;
  }

  /**
   * Renders a preset: as the instrument would play it if it were loaded, but before the limiter,
   * which is that of the instrument that the clip is played by.
   *
   * @param pitches its tuning
   * @param playable given the clip as soon as it can be heard without a pause if the rest goes on
   *     as fast, or soon
   * @param wanted asked every hop whether to go on
   * @return the whole clip
   * @throws CancellationException if it is no longer wanted
   */
  public Clip render(
      Patch patch, KeyPitch pitches, Consumer<Clip> playable, BooleanSupplier wanted) {
    int rateHz = decoder.sampleRateHz();
    int frames = (int) Frames.fromSeconds(SECONDS, rateHz);
    Clip clip = Clip.ofMix(frames);
    OfflineRender render =
        OfflineRender.besideLive(decoder, patch, pitches, phrase(rateHz), VOICES, frames);
    long begin = System.nanoTime();
    boolean[] told = {false};
    try {
      render.run(
          (samples, count) -> {
            if (!wanted.getAsBoolean()) {
              throw new CancellationException();
            }
            fadeEnd(samples, count, frames - clip.ready(), rateHz);
            clip.append(samples, count);
            double seconds = (double) clip.ready() / rateHz;
            if (!told[0] && mayBegin(seconds, (System.nanoTime() - begin) * 1e-9)) {
              told[0] = true;
              playable.accept(clip);
            }
          },
          done -> {});
    } catch (java.io.IOException e) {
      throw new IllegalStateException("nothing is written here", e);
    }
    clip.complete();
    if (!told[0]) {
      playable.accept(clip);
    }
    return clip;
  }

  /** Whether what is there keeps ahead of what is heard, from now to the end, or is due anyway. */
  static boolean mayBegin(double seconds, double elapsedSeconds) {
    double speed = TRUST * seconds / elapsedSeconds;
    boolean leads = seconds >= SECONDS * (1 - speed) || elapsedSeconds >= PATIENCE_SECONDS;
    return leads && seconds >= LEAST_LEAD_SECONDS;
  }

  private static void fadeEnd(float[] samples, int count, int left, int rateHz) {
    float step = (float) (1 / (FADE_SECONDS * rateHz));
    for (int i = 0; i < count; i++) {
      float gain = step * (left - i);
      if (gain < 1) {
        samples[FrameRing.CHANNELS * i] *= Math.max(0, gain);
        samples[FrameRing.CHANNELS * i + 1] *= Math.max(0, gain);
      }
    }
  }
}
