package ligature.ui.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import ligature.modulation.Follower;
import ligature.modulation.Lfo;
import ligature.modulation.ModulationEnvelope;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.ModulationSource;
import ligature.parameter.Curve;
import ligature.ui.control.DrawnShape;
import ligature.ui.control.KnobValue;

/**
 * A source of the modulation that can be shaped: an envelope, an LFO or the follower. Threads:
 * {@code [ui-thread]}.
 *
 * @param title for people: "LFO 2"
 * @param knobs all its numbers
 */
public record ShapedSource(
    ModulationSource source, String title, DrawnShape shape, List<KnobValue> knobs) {

  /** All that there are. */
  public static List<ShapedSource> all(Modulation modulation) {
    List<ShapedSource> all = new ArrayList<>();
    for (int n = 1; n <= modulation.matrix().envelopes().size(); n++) {
      ModulationSource source = new ModulationSource(ModulationSource.Kind.ENVELOPE, n);
      all.add(
          new ShapedSource(
              source,
              RouteChoices.title(source),
              new EnvelopeShape(modulation, n),
              envelope(modulation, n)));
    }
    for (int n = 1; n <= modulation.matrix().lfos().size(); n++) {
      ModulationSource source = new ModulationSource(ModulationSource.Kind.LFO, n);
      all.add(
          new ShapedSource(
              source,
              RouteChoices.title(source),
              new LfoShape(modulation, n),
              oscillator(modulation, n)));
    }
    all.add(
        new ShapedSource(
            ModulationSource.of(ModulationSource.Kind.FOLLOWER),
            "Follower",
            new FollowerShape(modulation),
            follower(modulation)));
    return all;
  }

  private static List<KnobValue> follower(Modulation modulation) {
    Part<Follower> part =
        new Part<>(
            modulation, "Follower", ModulationMatrix::follower, ModulationMatrix::withFollower);
    Follower plain = Follower.PLAIN;
    return List.of(
        part.knob(
            ModulationKnob.number("Attack", "s", 0.001f, 5, Curve.CUBIC),
            plain.attack(),
            Follower::attack,
            (f, v) -> new Follower(v, f.release(), f.gainDb())),
        part.knob(
            ModulationKnob.number("Release", "s", 0.001f, 20, Curve.CUBIC),
            plain.release(),
            Follower::release,
            (f, v) -> new Follower(f.attack(), v, f.gainDb())),
        part.knob(
            ModulationKnob.number("Gain", "dB", -24, 48, Curve.LINEAR),
            plain.gainDb(),
            Follower::gainDb,
            (f, v) -> new Follower(f.attack(), f.release(), v)));
  }

  private static List<KnobValue> envelope(Modulation modulation, int number) {
    Part<ModulationEnvelope> part =
        new Part<>(
            modulation,
            "Envelope " + number,
            m -> m.envelopes().get(number - 1),
            (m, e) -> m.withEnvelope(number, e));
    ModulationEnvelope plain = ModulationEnvelope.PLAIN;
    return List.of(
        part.knob(
            seconds("Attack", 0),
            plain.attack(),
            ModulationEnvelope::attack,
            (e, v) -> new ModulationEnvelope(v, e.decay(), e.sustain(), e.release())),
        part.knob(
            seconds("Decay", 0.001f),
            plain.decay(),
            ModulationEnvelope::decay,
            (e, v) -> new ModulationEnvelope(e.attack(), v, e.sustain(), e.release())),
        part.knob(
            ModulationKnob.number("Sustain", "", 0, 1, Curve.LINEAR),
            plain.sustain(),
            ModulationEnvelope::sustain,
            (e, v) -> new ModulationEnvelope(e.attack(), e.decay(), v, e.release())),
        part.knob(
            seconds("Release", 0.001f),
            plain.release(),
            ModulationEnvelope::release,
            (e, v) -> new ModulationEnvelope(e.attack(), e.decay(), e.sustain(), v)));
  }

  private static Quantity seconds(String title, float least) {
    return ModulationKnob.number(title, "s", least, 20, Curve.CUBIC);
  }

  private static List<KnobValue> oscillator(Modulation modulation, int number) {
    Part<Lfo> part =
        new Part<>(
            modulation,
            "LFO " + number,
            m -> m.lfos().get(number - 1),
            (m, l) -> m.withLfo(number, l));
    List<String> shapes =
        Arrays.stream(Lfo.Shape.values()).map(s -> s.name().toLowerCase(Locale.ROOT)).toList();
    List<String> noYes = List.of("off", "on");
    return List.of(
        part.knob(
            ModulationKnob.choice("Shape", shapes),
            0,
            l -> (float) l.shape().ordinal(),
            (l, v) -> l.withShape(Lfo.Shape.values()[Math.round(v)])),
        part.knob(
            ModulationKnob.number("Rate", "Hz", 0.01f, 40, Curve.RATIOS),
            Lfo.PLAIN.hz(),
            Lfo::hz,
            Lfo::withHz),
        part.knob(
            ModulationKnob.number("Sync", "beats", 0, 64, Curve.CUBIC),
            0,
            Lfo::beats,
            Lfo::withBeats),
        part.knob(
            ModulationKnob.number("Phase", "", 0, 1, Curve.LINEAR),
            0,
            Lfo::phase,
            (l, v) -> l.withPhase(v, l.spread())),
        part.knob(
            ModulationKnob.number("Spread", "", 0, 1, Curve.LINEAR),
            0,
            Lfo::spread,
            (l, v) -> l.withPhase(l.phase(), v)),
        part.knob(
            ModulationKnob.choice("Each note", noYes),
            0,
            l -> l.retrigger() ? 1f : 0f,
            (l, v) -> l.withPlay(v > 0.5f, l.oneShot())),
        part.knob(
            ModulationKnob.choice("Once", noYes),
            0,
            l -> l.oneShot() ? 1f : 0f,
            (l, v) -> l.withPlay(l.retrigger(), v > 0.5f)));
  }

  /**
   * A part of the matrix that has numbers.
   *
   * @param owner its name in the history
   * @param get finds it in a matrix
   * @param set puts another one in its place
   */
  private record Part<T>(
      Modulation modulation,
      String owner,
      Function<ModulationMatrix, T> get,
      BiFunction<ModulationMatrix, T, ModulationMatrix> set) {

    KnobValue knob(
        Quantity quantity, float initial, Function<T, Float> number, BiFunction<T, Float, T> with) {
      return new ModulationKnob(
          modulation,
          owner,
          quantity,
          initial,
          m -> number.apply(get.apply(m)),
          (m, v) -> set.apply(m, with.apply(get.apply(m), v)));
    }
  }
}
