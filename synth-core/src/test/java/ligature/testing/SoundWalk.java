package ligature.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import ligature.effect.BuiltInEffects;
import ligature.engine.Instrument;
import ligature.engine.Meters;
import ligature.latent.Timbre;
import ligature.midi.Event;
import ligature.model.Decoder;
import ligature.modulation.Follower;
import ligature.modulation.Lfo;
import ligature.modulation.LfoDrawing;
import ligature.modulation.ModulationEnvelope;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.ModulationRoute;
import ligature.modulation.MorphPath;
import ligature.parameter.InsertParameter;
import ligature.parameter.Parameter;
import ligature.plugin.InsertSetting;
import ligature.plugin.PluginParameter;
import ligature.preset.KitPad;
import ligature.preset.Part;
import ligature.preset.Patch;
import ligature.preset.Range;
import ligature.rt.EventRing;

/**
 * A walk at random through all of a sound while notes sound: every parameter, every parameter of
 * every insert, bypass and order of the slots, LFOs and their drawings, envelopes, follower, path,
 * routes, parts and kit. Each goes anywhere in its range, in an order of the walk's own in which
 * none comes again before all have come.
 */
public final class SoundWalk {

  /** From one change to the next. */
  private static final int HOPS = 36;

  private static final int CHANGE_HOP = 18;
  private static final int CHORD_UNITS = 20;
  private static final int HOP = 128;
  private static final float LEVEL_DB = -6;

  /** One thing that can be changed. */
  private record Change(String name, Runnable make) {}

  private final Random random;
  private final Instrument instrument;
  private final EventRing ring = new EventRing(1024);
  private final List<Timbre> bank = Bundled.model().bank().timbres();
  private final List<Change> changes = new ArrayList<>();
  private final Patch base;
  private ModulationMatrix matrix;

  /**
   * @param everything false for the parameters from {@link Parameter#STRIKE} on alone, on a sound
   *     without anything that would hide a click
   */
  public SoundWalk(Decoder decoder, long seed, boolean everything) {
    random = new Random(seed);
    Patch plain = Patch.of("walk", corners()).with(Parameter.LEVEL, LEVEL_DB);
    base = everything ? full(plain) : plain;
    matrix = base.modulation();
    instrument = new Instrument(decoder, 3, seed, base, new Meters());
    instrument.inserts().setOffline(true);
    instrument.inserts().set(base.inserts());
    instrument.addSource(ring);
    int first = everything ? 0 : Parameter.STRIKE.ordinal();
    for (int p = first; p < Parameter.count(); p++) {
      Parameter parameter = Parameter.of(p);
      changes.add(new Change(parameter.id(), () -> turn(parameter)));
    }
    if (everything) {
      addInserts();
      addModulation();
      for (int parts = 0; parts < 3; parts++) {
        int which = parts;
        changes.add(new Change("parts " + parts, () -> instrument.publish(ofParts(which))));
      }
    }
  }

  private List<Timbre> corners() {
    return random.ints(4, 0, bank.size()).mapToObj(bank::get).toList();
  }

  private static Patch full(Patch plain) {
    List<InsertSetting> inserts =
        new BuiltInEffects()
            .plugins().stream().map(p -> InsertSetting.of(p.id()).withWet(0.3f)).toList();
    Patch moved = MovedSound.of(plain.corners());
    return moved.with(Parameter.LEVEL, LEVEL_DB).withInserts(inserts);
  }

  /** One part, two layers of which one has much of its own, a kit below a part. */
  private Patch ofParts(int which) {
    Part first = base.parts().get(0);
    matrix = base.modulation();
    if (which == 0) {
      return base.withCorners(corners());
    }
    Part second = Part.of(corners()).at(-3, 0.4f);
    if (which == 1) {
      for (Parameter parameter : Parameter.values()) {
        if (Part.canOwn(parameter) && random.nextInt(4) == 0) {
          second = second.with(parameter, anywhere(parameter));
        }
      }
      return base.withParts(List.of(first, second));
    }
    List<KitPad> pads = new ArrayList<>();
    for (int key = 36; key < 84; key++) {
      Timbre timbre = bank.get(random.nextInt(bank.size()));
      pads.add(KitPad.of(key, timbre).withChoke(1 + key % 3).at(-3, key / 60f - 1));
    }
    Part kit = first.withKit(pads).playing(new Range(0, 59), Range.ALL);
    return base.withParts(List.of(kit, second.playing(new Range(48, 127), Range.ALL)));
  }

  private float anywhere(Parameter p) {
    return p.min() + random.nextFloat() * (p.max() - p.min());
  }

  private void turn(Parameter parameter) {
    ring.offer(instrument.frame(), Event.parameter(parameter, anywhere(parameter)));
  }

  private void addInserts() {
    for (int slot = 0; slot < base.inserts().size(); slot++) {
      int of = slot;
      String id = base.inserts().get(slot).id();
      for (PluginParameter p : instrument.inserts().parameters(slot)) {
        changes.add(
            new Change(
                id + " " + p.id(),
                () -> {
                  int at = slotOf(id);
                  int index = instrument.inserts().parameters(at).indexOf(p);
                  float value = p.min() + random.nextFloat() * (p.max() - p.min());
                  instrument.inserts().set(at, index, value);
                }));
      }
      changes.add(
          new Change(
              id + " wet",
              () ->
                  instrument
                      .inserts()
                      .turn(
                          new InsertParameter(slotOf(id), InsertParameter.WET),
                          random.nextFloat())));
      changes.add(new Change(id + " bypass", () -> bypass(of, true)));
      changes.add(new Change(id + " again", () -> bypass(of, false)));
    }
    changes.add(
        new Change(
            "order of inserts",
            () -> {
              List<InsertSetting> other = new ArrayList<>(instrument.inserts().settings());
              Collections.shuffle(other, random);
              instrument.inserts().set(other);
            }));
  }

  private int slotOf(String id) {
    List<InsertSetting> now = instrument.inserts().settings();
    for (int i = 0; i < now.size(); i++) {
      if (now.get(i).id().equals(id)) {
        return i;
      }
    }
    throw new IllegalStateException("no " + id);
  }

  private void bypass(int slot, boolean is) {
    List<InsertSetting> other = new ArrayList<>(instrument.inserts().settings());
    other.set(slot, other.get(slot).withBypass(is));
    instrument.inserts().set(other);
  }

  private void addModulation() {
    for (int l = 1; l <= ModulationMatrix.LFOS; l++) {
      int number = l;
      changes.add(new Change("lfo " + l, () -> publish(matrix.withLfo(number, anyLfo()))));
      changes.add(
          new Change(
              "drawing of lfo " + l,
              () ->
                  publish(
                      matrix.withLfo(
                          number, matrix.lfos().get(number - 1).withDrawing(anyDrawing())))));
    }
    for (int e = 1; e <= ModulationMatrix.ENVELOPES; e++) {
      int number = e;
      changes.add(
          new Change("envelope " + e, () -> publish(matrix.withEnvelope(number, anyEnvelope()))));
    }
    changes.add(
        new Change(
            "follower",
            () ->
                publish(
                    matrix.withFollower(
                        new Follower(
                            0.001f + random.nextFloat(),
                            0.001f + random.nextFloat(),
                            48 * random.nextFloat() - 12)))));
    changes.add(new Change("path", () -> publish(matrix.withPath(anyPath()))));
    changes.add(new Change("no path", () -> publish(matrix.withPath(MorphPath.NONE))));
    changes.add(new Change("routes", () -> publish(matrix.withRoutes(otherRoutes()))));
  }

  private void publish(ModulationMatrix next) {
    matrix = next;
    instrument.publish(next);
  }

  private Lfo anyLfo() {
    Lfo.Shape[] shapes = Lfo.Shape.values();
    return Lfo.PLAIN
        .withDrawing(anyDrawing())
        .withShape(shapes[random.nextInt(shapes.length)])
        .withHz(0.05f + 12 * random.nextFloat())
        .withBeats(random.nextBoolean() ? 0 : 0.25f + 4 * random.nextFloat())
        .withPlay(random.nextBoolean(), random.nextInt(4) == 0)
        .withPhase(random.nextFloat(), random.nextFloat());
  }

  private LfoDrawing anyDrawing() {
    float[] places = new float[1 + random.nextInt(LfoDrawing.MOST_POINTS)];
    for (int i = 0; i < places.length; i++) {
      places[i] = random.nextInt(33) / 32f; // some on one place: steps
    }
    Arrays.sort(places);
    List<LfoDrawing.Point> points = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      if (i < 2 || places[i] > places[i - 2]) {
        points.add(new LfoDrawing.Point(places[i], 2 * random.nextFloat() - 1));
      }
    }
    return new LfoDrawing(points, random.nextBoolean());
  }

  private ModulationEnvelope anyEnvelope() {
    return new ModulationEnvelope(
        random.nextInt(3) == 0 ? 0 : random.nextFloat(),
        0.001f + 2 * random.nextFloat(),
        random.nextFloat(),
        0.001f + random.nextFloat());
  }

  private MorphPath anyPath() {
    List<MorphPath.Point> points = new ArrayList<>();
    double at = 0;
    for (int i = 2 + random.nextInt(20); i > 0; i--) {
      points.add(new MorphPath.Point(at, random.nextFloat(), random.nextFloat()));
      at += MorphPath.LEAST_STEP + random.nextDouble();
    }
    MorphPath.Mode[] modes = MorphPath.Mode.values();
    return MorphPath.of(points)
        .inBeats(random.nextBoolean())
        .withSmooth(random.nextBoolean())
        .withMode(modes[random.nextInt(modes.length)], random.nextDouble())
        .withByNote(random.nextBoolean())
        .withOffsets(2 * random.nextFloat() - 1, random.nextFloat());
  }

  private List<ModulationRoute> otherRoutes() {
    List<ModulationRoute> other = new ArrayList<>();
    for (ModulationRoute r : base.modulation().routes()) {
      float amount = 0.4f * (random.nextFloat() - 0.5f);
      other.add(
          new ModulationRoute(r.source(), r.target(), amount, random.nextFloat() - 0.5f, r.via()));
    }
    return other;
  }

  /**
   * What a walk came to.
   *
   * @param changes how many there were, and {@code kinds}, how many different ones there are
   * @param most the largest step at a change, full scale 1, and {@code at}, what was changed there
   */
  public record Result(int changes, int kinds, float peak, double rmsDb, double most, String at) {

    @Override
    public String toString() {
      return String.format(
          "%d changes of %d kinds, peak %.1f dBFS, largest step %.1f dBFS at %s",
          changes, kinds, 20 * Math.log10(peak), 20 * Math.log10(most + 1e-9), at);
    }
  }

  /**
   * Walks.
   *
   * @throws AssertionError if a sample is not a number, or above full scale
   */
  public Result go(int seconds) {
    int units = seconds * instrument.sampleRateHz() / (HOPS * HOP);
    float[] stereo = new float[2 * units * HOPS * HOP];
    List<String> made = new ArrayList<>();
    List<Change> order = new ArrayList<>();
    for (int unit = 0; unit < units; unit++) {
      if (unit % CHORD_UNITS == 0) {
        chord();
      }
      int from = unit * HOPS * HOP;
      instrument.render(stereo, from, CHANGE_HOP * HOP);
      if (order.isEmpty()) {
        order.addAll(changes);
        Collections.shuffle(order, random);
      }
      Change change = order.remove(order.size() - 1);
      change.make().run();
      made.add(change.name());
      instrument.render(stereo, from + CHANGE_HOP * HOP, (HOPS - CHANGE_HOP) * HOP);
    }
    instrument.close();
    return measured(stereo, made);
  }

  private void chord() {
    ring.offer(instrument.frame(), Event.pack(Event.ALL_NOTES_OFF, 0, 0, 0));
    // so that no parameter hides all others for long
    ring.offer(instrument.frame(), Event.parameter(Parameter.LEVEL, LEVEL_DB));
    for (int i = 0; i < 3; i++) {
      float velocity = (30 + random.nextInt(98)) / 127f;
      ring.offer(instrument.frame(), Event.noteOn(0, 36 + random.nextInt(48), velocity));
    }
  }

  private Result measured(float[] stereo, List<String> made) {
    for (float sample : stereo) {
      if (!(Math.abs(sample) <= 1)) { // true for NaN
        throw new AssertionError("a sample of " + sample);
      }
    }
    double most = 0;
    String at = "none";
    for (int channel = 0; channel < 2; channel++) {
      float[] x = new float[stereo.length / 2];
      for (int i = 0; i < x.length; i++) {
        x[i] = stereo[2 * i + channel];
      }
      for (int unit = 0; unit < made.size(); unit++) {
        double step = Steps.at(x, (unit * HOPS + CHANGE_HOP) * HOP, 8 * HOP);
        if (step > most) {
          most = step;
          at = made.get(unit);
        }
      }
    }
    double rmsDb = Audio.rmsDb(stereo, 0, stereo.length);
    return new Result(made.size(), changes.size(), Audio.peak(stereo), rmsDb, most, at);
  }
}
