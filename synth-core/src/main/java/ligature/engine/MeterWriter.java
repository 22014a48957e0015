package ligature.engine;

import ligature.modulation.Modulator;
import ligature.parameter.ParameterValues;
import ligature.voice.StereoHop;
import ligature.voice.VoicePool;
import ligature.voice.VoiceWatch;

/**
 * Writes to the {@link Meters} how an instrument is after a hop, if anybody reads them.
 *
 * <p>Threads: {@code [model-thread]}; no allocation after the constructor.
 */
final class MeterWriter {

  private final Meters meters;
  private final ParameterValues values;
  private final VoicePool voices;
  private final Modulator modulator;
  private final EventDispatch events;
  private final Tempo tempo;
  private final Limiter limiter;
  private final long[] heldKeys = new long[2];

  MeterWriter(
      Meters meters,
      ParameterValues values,
      VoicePool voices,
      Modulator modulator,
      EventDispatch events,
      Tempo tempo,
      Limiter limiter) {
    this.meters = meters;
    this.values = values;
    this.voices = voices;
    this.modulator = modulator;
    this.events = events;
    this.tempo = tempo;
    this.limiter = limiter;
  }

  Meters meters() {
    return meters;
  }

  /**
   * Writes what a hop came to.
   *
   * @param frame the first behind it
   * @param mix what is heard of it
   */
  void write(long frame, StereoHop mix) {
    if (!meters.isRead()) {
      return;
    }
    voices.heldKeys(heldKeys);
    meters.update(
        frame, voices.active(), limiter.peakLeft(), limiter.peakRight(), limiter.reductionDb());
    meters.setKeys(heldKeys[0], heldKeys[1]);
    meters.setNoteOffs(events.noteOffs());
    meters.setTempo(tempo.ofClock(frame));
    meters.setPathTime(modulator.pathTime());
    meters.setValues(values);
    meters.places().take(voices.watch());
    if (meters.tap().isWatched()) {
      feedTap(meters.tap(), mix);
    }
  }

  private void feedTap(SoundTap tap, StereoHop mix) {
    tap.write(mix.left, mix.right, mix.left.length);
    if (tap.wantsCode()) {
      VoiceWatch watch = voices.watch();
      tap.writeCode(watch.latestCode(tap.code()), watch.latestPosition());
      tap.writePositions(watch);
    }
  }
}
