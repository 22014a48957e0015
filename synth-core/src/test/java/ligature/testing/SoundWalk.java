package ligature.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import ligature.effect.BuiltInEffects;
import ligature.engine.Instrument;
import ligature.engine.Meters;
import ligature.latent.Timbre;
import ligature.midi.Event;
import ligature.model.Decoder;
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
  private static final int RATE_HZ = 48_000;
  private static final float LEVEL_DB = -6;

  /** One thing that can be changed. */
  private record Change(String name, Runnable make) {}

  private final Random random;
  private final AnyMovement any;
  private final Instrument instrument;
  private final EventRing ring = new EventRing(1024);
  private final List<Timbre> bank = Bundled.model().bank().timbres();
  private final List<Change> changes = new ArrayList<>();
  private final Patch base;
  private ModulationMatrix matrix;
  private int without = -1;

  /**
   * @param everything false for the parameters from {@link Parameter#STRIKE} on alone, on a sound
   *     without anything that would hide a click
   */
  public SoundWalk(Decoder decoder, long seed, boolean everything) {
    random = new Random(seed);
    any = new AnyMovement(random);
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
      changes.add(new Change("lfo " + l, () -> publish(matrix.withLfo(number, any.lfo()))));
      changes.add(
          new Change(
              "drawing of lfo " + l,
              () ->
                  publish(
                      matrix.withLfo(
                          number, matrix.lfos().get(number - 1).withDrawing(any.drawing())))));
    }
    for (int e = 1; e <= ModulationMatrix.ENVELOPES; e++) {
      int number = e;
      changes.add(
          new Change("envelope " + e, () -> publish(matrix.withEnvelope(number, any.envelope()))));
    }
    changes.add(new Change("follower", () -> publish(matrix.withFollower(any.follower()))));
    changes.add(new Change("path", () -> publish(matrix.withPath(any.path()))));
    changes.add(new Change("no path", () -> publish(matrix.withPath(MorphPath.NONE))));
    changes.add(new Change("routes", () -> publish(matrix.withRoutes(otherRoutes()))));
  }

  private void publish(ModulationMatrix next) {
    matrix = next;
    instrument.publish(next);
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
   * Leaves out a change: up to there this walk sounds like one that does not.
   *
   * @param number of the change, from 0 on
   */
  public SoundWalk without(int number) {
    without = number;
    return this;
  }

  /** How many changes there are in so many seconds. */
  public static int changesIn(int seconds) {
    return seconds * RATE_HZ / (HOPS * HOP);
  }

  /**
   * Walks.
   *
   * @param units how many changes there are to be
   * @throws AssertionError if a sample is not a number, or above full scale
   */
  public StepWatch.Result go(int units) {
    StepWatch steps = new StepWatch(HOPS * HOP, CHANGE_HOP * HOP, 8 * HOP);
    List<Change> order = new ArrayList<>();
    float[] stereo = new float[2 * HOPS * HOP];
    for (int unit = 0; unit < units; unit++) {
      if (unit % CHORD_UNITS == 0) {
        chord();
      }
      instrument.render(stereo, 0, CHANGE_HOP * HOP);
      if (order.isEmpty()) {
        order.addAll(changes);
        Collections.shuffle(order, random);
      }
      Change change = order.remove(order.size() - 1);
      if (unit != without) {
        change.make().run();
      }
      instrument.render(stereo, CHANGE_HOP * HOP, (HOPS - CHANGE_HOP) * HOP);
      steps.take(stereo, change.name());
    }
    instrument.close();
    return steps.result(changes.size());
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
}
