package ligature.cli;

import java.util.Map;
import java.util.function.UnaryOperator;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.rt.EventRing;

/**
 * A thing whose cost is measured, and what it needs.
 *
 * @param added the sound with it
 * @param without the sound that it is compared with: where the feature is there by itself, one in
 *     which it is not
 * @param hands what is played meanwhile where it is there
 * @param isByChannel whether each note of the chord has a channel of its own
 */
record BenchFeature(
    String name,
    UnaryOperator<Patch> added,
    UnaryOperator<Patch> without,
    Hands hands,
    boolean isByChannel) {

  private static final int CHANNELS = 16;

  /** What is played while a chord is held. */
  @FunctionalInterface
  interface Hands {

    /** They stay where they are. */
    Hands STILL = (hop, frame, ring) -> {};

    /**
     * Before a hop.
     *
     * @param hop since the chord's onset
     * @param frame its first
     */
    void play(int hop, long frame, EventRing ring);
  }

  BenchFeature(String name, UnaryOperator<Patch> added) {
    this(name, added, UnaryOperator.identity(), Hands.STILL, false);
  }

  /** Values that a sound has not by itself. */
  static BenchFeature of(String name, Map<Parameter, Float> values) {
    return new BenchFeature(name, patch -> with(patch, values));
  }

  private static Patch with(Patch patch, Map<Parameter, Float> values) {
    Patch with = patch;
    for (Map.Entry<Parameter, Float> value : values.entrySet()) {
      with = with.with(value.getKey(), value.getValue());
    }
    return with;
  }

  /** Compared with a sound that has these values. */
  BenchFeature against(Map<Parameter, Float> values) {
    return against(patch -> with(patch, values));
  }

  BenchFeature against(UnaryOperator<Patch> other) {
    return new BenchFeature(name, added, other, hands, isByChannel);
  }

  BenchFeature playedBy(Hands playing) {
    return new BenchFeature(name, added, without, playing, isByChannel);
  }

  BenchFeature byChannel() {
    return new BenchFeature(name, added, without, hands, true);
  }

  /** The most notes of the chord. */
  int mostVoices() {
    return isByChannel ? CHANNELS : Integer.MAX_VALUE;
  }
}
