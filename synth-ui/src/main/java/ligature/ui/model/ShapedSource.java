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
              new Envelope(modulation, n).knobs()));
    }
    for (int n = 1; n <= modulation.matrix().lfos().size(); n++) {
      ModulationSource source = new ModulationSource(ModulationSource.Kind.LFO, n);
      all.add(
          new ShapedSource(
              source,
              RouteChoices.title(source),
              new LfoShape(modulation, n),
              new Oscillator(modulation, n).knobs()));
    }
    all.add(
        new ShapedSource(
            ModulationSource.of(ModulationSource.Kind.FOLLOWER),
            "Follower",
            new FollowerShape(modulation),
            new Following(modulation).knobs()));
    return all;
  }

  /** The numbers of the follower. */
  private record Following(Modulation modulation) {

    List<KnobValue> knobs() {
      Follower plain = Follower.PLAIN;
      return List.of(
          knob(
              ModulationKnob.number("Attack", "s", 0.001f, 5, Curve.CUBIC),
              plain.attack(),
              Follower::attack,
              (f, v) -> new Follower(v, f.release(), f.gainDb())),
          knob(
              ModulationKnob.number("Release", "s", 0.001f, 20, Curve.CUBIC),
              plain.release(),
              Follower::release,
              (f, v) -> new Follower(f.attack(), v, f.gainDb())),
          knob(
              ModulationKnob.number("Gain", "dB", -24, 48, Curve.LINEAR),
              plain.gainDb(),
              Follower::gainDb,
              (f, v) -> new Follower(f.attack(), f.release(), v)));
    }

    private KnobValue knob(
        Quantity quantity,
        float initial,
        Function<Follower, Float> get,
        BiFunction<Follower, Float, Follower> set) {
      return new ModulationKnob(
          modulation,
          "Follower",
          quantity,
          initial,
          m -> get.apply(m.follower()),
          (m, v) -> m.withFollower(set.apply(m.follower(), v)));
    }
  }

  /** The numbers of one envelope. */
  private record Envelope(Modulation modulation, int number) {

    List<KnobValue> knobs() {
      ModulationEnvelope plain = ModulationEnvelope.PLAIN;
      return List.of(
          knob(
              seconds("Attack", 0),
              plain.attack(),
              ModulationEnvelope::attack,
              (e, v) -> new ModulationEnvelope(v, e.decay(), e.sustain(), e.release())),
          knob(
              seconds("Decay", 0.001f),
              plain.decay(),
              ModulationEnvelope::decay,
              (e, v) -> new ModulationEnvelope(e.attack(), v, e.sustain(), e.release())),
          knob(
              ModulationKnob.number("Sustain", "", 0, 1, Curve.LINEAR),
              plain.sustain(),
              ModulationEnvelope::sustain,
              (e, v) -> new ModulationEnvelope(e.attack(), e.decay(), v, e.release())),
          knob(
              seconds("Release", 0.001f),
              plain.release(),
              ModulationEnvelope::release,
              (e, v) -> new ModulationEnvelope(e.attack(), e.decay(), e.sustain(), v)));
    }

    private static Quantity seconds(String title, float least) {
      return ModulationKnob.number(title, "s", least, 20, Curve.CUBIC);
    }

    private KnobValue knob(
        Quantity quantity,
        float initial,
        Function<ModulationEnvelope, Float> get,
        BiFunction<ModulationEnvelope, Float, ModulationEnvelope> set) {
      return new ModulationKnob(
          modulation,
          "Envelope " + number,
          quantity,
          initial,
          m -> get.apply(m.envelopes().get(number - 1)),
          (m, v) -> m.withEnvelope(number, set.apply(m.envelopes().get(number - 1), v)));
    }
  }

  /** The numbers of one LFO. */
  private record Oscillator(Modulation modulation, int number) {

    private static final List<String> NO_YES = List.of("off", "on");

    List<KnobValue> knobs() {
      List<String> shapes =
          Arrays.stream(Lfo.Shape.values()).map(s -> s.name().toLowerCase(Locale.ROOT)).toList();
      return List.of(
          knob(
              ModulationKnob.choice("Shape", shapes),
              0,
              l -> (float) l.shape().ordinal(),
              (l, v) -> l.withShape(Lfo.Shape.values()[Math.round(v)])),
          knob(
              ModulationKnob.number("Rate", "Hz", 0.01f, 40, Curve.RATIOS),
              Lfo.PLAIN.hz(),
              Lfo::hz,
              Lfo::withHz),
          knob(
              ModulationKnob.number("Sync", "beats", 0, 64, Curve.CUBIC),
              0,
              Lfo::beats,
              Lfo::withBeats),
          knob(
              ModulationKnob.number("Phase", "", 0, 1, Curve.LINEAR),
              0,
              Lfo::phase,
              (l, v) -> l.withPhase(v, l.spread())),
          knob(
              ModulationKnob.number("Spread", "", 0, 1, Curve.LINEAR),
              0,
              Lfo::spread,
              (l, v) -> l.withPhase(l.phase(), v)),
          knob(
              ModulationKnob.choice("Each note", NO_YES),
              0,
              l -> l.retrigger() ? 1f : 0f,
              (l, v) -> l.withPlay(v > 0.5f, l.oneShot())),
          knob(
              ModulationKnob.choice("Once", NO_YES),
              0,
              l -> l.oneShot() ? 1f : 0f,
              (l, v) -> l.withPlay(l.retrigger(), v > 0.5f)));
    }

    private KnobValue knob(
        Quantity quantity,
        float initial,
        Function<Lfo, Float> get,
        BiFunction<Lfo, Float, Lfo> set) {
      return new ModulationKnob(
          modulation,
          "LFO " + number,
          quantity,
          initial,
          m -> get.apply(m.lfos().get(number - 1)),
          (m, v) -> m.withLfo(number, set.apply(m.lfos().get(number - 1), v)));
    }
  }
}
