package ligature.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import ligature.latent.Blend;
import ligature.midi.LearnedControllers;
import ligature.midi.MidiClock;
import ligature.midi.MpeMode;
import ligature.model.Decoder;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.ModulationRoute;
import ligature.modulation.Modulator;
import ligature.parameter.InsertParameter;
import ligature.parameter.Parameter;
import ligature.parameter.ParameterValues;
import ligature.plugin.InsertChain;
import ligature.plugin.PluginLibrary;
import ligature.preset.PadTimbres;
import ligature.preset.Patch;
import ligature.rt.EventSource;
import ligature.rt.FrameRing;
import ligature.rt.OnThread;
import ligature.rt.Published;
import ligature.rt.ThreadRole;
import ligature.units.Decibels;
import ligature.units.KeyPitch;
import ligature.units.StereoPan;
import ligature.voice.HopTimes;
import ligature.voice.Performance;
import ligature.voice.StereoHop;
import ligature.voice.VoicePool;
import ligature.voice.VoiceWatch;

/**
 * The instrument: events in, stereo audio out.
 *
 * <p>It works in quanta of one hop on the stream's absolute grid, whatever the size of the blocks
 * that are asked for: so the output does not depend on block, period or ring. An event must be
 * there before the quantum that holds its frame begins; the live latency guarantees that, and
 * offline all events are there from the start.
 *
 * <p>Threads: {@code [model-thread]}, but {@link #publish}; nothing allocates after the
 * constructor.
 */
public final class Instrument implements AutoCloseable {

  /** Parameters reach their target with this time constant: fast, and without zipper noise. */
  private static final double SMOOTHING_SECONDS = 0.012;

  private final int hopFrames;
  private final int sampleRateHz;
  private final SwitchingDecoder decoders;
  private final int polyphony;
  private final VoicePool voices;
  private final Performance performance;
  private final Modulator modulator;
  private final EventDispatch events;
  private final Limiter limiter;
  private final Meters meters;
  private final Published<KeyPitch> tunings;
  private final AtomicReference<ReadySound> sounds;
  private final ParameterValues values = new ParameterValues();
  private final MidiClock clock;
  private final StereoHop mix;
  private final InsertChain inserts;
  private final Modulator.InsertMover insertMover;
  private final PluginNotes pluginNotes;
  private final SourcePad sourcePad;
  private final ClipPlayer recordings;
  private final ClipPlayer mixes;
  private final float smoothing;
  private final long[] heldKeys = new long[2];
  private ReadySound sound;
  private int voiceLimit;
  private boolean limited = true;
  private float left;
  private float right;
  private volatile double transportTempo;
  private long quantum;
  private int served;

  /**
   * @param decoder belongs to this instrument from now on, which prepares it; the caller closes it
   * @param polyphony the most notes at once
   * @param seed of all that is random
   */
  public Instrument(Decoder decoder, int polyphony, long seed, Patch patch, Meters meters) {
    hopFrames = decoder.hopFrames();
    sampleRateHz = decoder.sampleRateHz();
    decoders = new SwitchingDecoder(decoder);
    this.polyphony = polyphony;
    voiceLimit = polyphony;
    voices = new VoicePool(decoders, values, polyphony, seed);
    performance = new Performance(voices, values, sampleRateHz);
    limiter = new Limiter(sampleRateHz);
    this.meters = meters;
    clock = new MidiClock(sampleRateHz);
    double hopSeconds = (double) hopFrames / sampleRateHz;
    modulator = new Modulator(values, voices.slots(), hopSeconds, seed);
    voices.addValues(new VoiceModulation(modulator, voices.slots()));
    inserts = new InsertChain(sampleRateHz, hopFrames, id -> PluginLibrary.installed().open(id));
    pluginNotes = new PluginNotes(inserts);
    sourcePad = new SourcePad(values);
    recordings = new ClipPlayer(sampleRateHz);
    mixes = new ClipPlayer(sampleRateHz);
    events =
        new EventDispatch(
            performance, values, clock, modulator, pluginNotes, inserts.controls(), sampleRateHz);
    mix = new StereoHop(hopFrames);
    served = hopFrames;
    quantum = -hopFrames;
    smoothing = (float) (1 - Math.exp(-hopFrames / (SMOOTHING_SECONDS * sampleRateHz)));
    insertMover = inserts::move; // here, so that no hop allocates one
    tunings = new Published<>(patch.tuning() == null ? KeyPitch.EQUAL : patch.tuning());
    sounds = new AtomicReference<>(ReadySound.of(patch, decoders.first()));
    takeSound();
    values.acceptAnyControl();
    values.smooth(1);
    modulator.settle();
    left = levelFactor() * StereoPan.left(values.value(Parameter.PAN));
    right = levelFactor() * StereoPan.right(values.value(Parameter.PAN));
  }

  /**
   * Makes the first hops as fast as all others, which takes a second or so; before the first {@link
   * #render} of an instrument that plays live. [io-thread]
   */
  public void warmUp() {
    decoders.warmUp();
  }

  /**
   * Adds a source of events, before the first {@link #render}; among equal frames, the earlier
   * added goes first.
   */
  public void addSource(EventSource source) {
    events.addSource(source, null);
  }

  /**
   * The same, of a source whose program changes are not the player's.
   *
   * @param programs told the source's program changes, from 0, when they come; it may {@link #take}
   *     a sound there. [model-thread]
   */
  public void addSource(EventSource source, IntConsumer programs) {
    events.addSource(source, programs);
  }

  /**
   * Hands over a sound; it is taken at the next quantum. [any one thread] Its inserts are not: to
   * open them takes time, and is up to {@link InsertChain#set} of {@link #inserts}.
   *
   * @throws IllegalArgumentException if its timbres belong to another model
   */
  public void publish(Patch next) {
    publish(next, sounds.get().seat());
  }

  /**
   * Hands over a tuning; notes that begin from the next quantum on have it. The first is that of
   * the first patch; patches published later bring none. [any one thread]
   */
  public void publish(KeyPitch next) {
    tunings.publish(next);
  }

  /** Says which MPE zones there are when none is announced; at first {@link MpeMode#AUTO}. [any] */
  public void setMpe(MpeMode mode) {
    events.setMpe(mode);
  }

  /** The controllers that were learned, and the learning of more. [its methods say the threads] */
  public LearnedControllers learned() {
    return events.learned();
  }

  /** The last program that was asked for since the last call, from 0; -1 for none. [any thread] */
  public int takeProgram() {
    return events.takeProgram();
  }

  /**
   * Tells program changes, from 0, when they come, in place of {@link #takeProgram}; before the
   * first {@link #render}. What is told may {@link #load}: only offline, as it may take its time.
   */
  public void setPrograms(IntConsumer loader) {
    events.setPrograms(loader);
  }

  /**
   * Takes another sound at once, with its tuning, between two events of a program change's frame:
   * notes after it have it, those that sound keep theirs. Controllers take hold as on an instrument
   * that was just started. Its inserts are not taken. [model-thread], for {@link #setPrograms}
   *
   * @throws IllegalArgumentException if its timbres belong to another model
   */
  public void load(Patch next) {
    publish(next.tuning() == null ? KeyPitch.EQUAL : next.tuning());
    publish(next);
    takeSound();
    values.acceptAnyControl();
  }

  /**
   * Hands over a sound of another model, which {@link #adopt} has given a seat: new notes play it,
   * those that sound stay with the model that they began with. [the same thread]
   *
   * @throws IllegalArgumentException if its timbres do not belong to that model
   */
  public void publish(Patch next, SwitchingDecoder.Seat seat) {
    sounds.set(ReadySound.of(next, seat));
  }

  /** Hands over other movements of the same sound; it goes there without a click. [same thread] */
  public void publish(ModulationMatrix next) {
    sounds.updateAndGet(now -> now.movedBy(next));
  }

  /**
   * Hands over other points of the pad for as many timbres; notes that sound glide there, and fade
   * into those that are others. [same thread]
   */
  public void publish(PadTimbres next) {
    sounds.updateAndGet(now -> now.movedTo(next));
  }

  /**
   * Makes a sound ready for {@link #take}, for the model that plays now. [any thread]
   *
   * @throws IllegalArgumentException if its timbres belong to another model
   */
  public ReadySound ready(Patch next) {
    return ReadySound.of(next, sounds.get().seat());
  }

  /**
   * Takes a sound at once, between two events, as {@link #load} does, but without its tuning: that,
   * as its inserts, is up to who had it made ready. [model-thread], no allocation
   *
   * @return false if its model plays no more; then all is as it was
   */
  public boolean take(ReadySound next) {
    if (!decoders.canUse(next.seat())) {
      return false;
    }
    sounds.set(next);
    take(next, true);
    values.acceptAnyControl();
    return true;
  }

  /** The sound that was handed over or taken last. [any thread] */
  public Patch patch() {
    return sounds.get().patch();
  }

  /**
   * Says the tempo of a transport, in beats a minute, 0 for none; a MIDI clock goes before it, and
   * it before {@link Parameter#TEMPO}. [any thread]
   */
  public void setTransportTempo(double beatsPerMinute) {
    transportTempo = beatsPerMinute;
  }

  private double tempo() {
    double byClock = clock.beatsPerMinute(quantum + hopFrames);
    double known = byClock > 0 ? byClock : transportTempo;
    return known > 0 ? known : values.value(Parameter.TEMPO);
  }

  /**
   * Prepares another model, which takes a second or so. [io-thread]
   *
   * @param decoder belongs to this instrument from now on; the caller closes it when the seat is
   *     left
   * @throws IllegalArgumentException if it does not work in the same steps as the first
   */
  public SwitchingDecoder.Seat adopt(Decoder decoder) {
    return decoders.adopt(decoder);
  }

  /** The seat of the decoder that the instrument was made with. */
  public SwitchingDecoder.Seat firstSeat() {
    return decoders.first();
  }

  /**
   * Writes the next {@code frames} stereo frames to {@code out}, from frame {@code offsetFrames} of
   * it on.
   */
  @OnThread(ThreadRole.MODEL)
  public void render(float[] out, int offsetFrames, int frames) {
    assert ThreadRole.MODEL.isCurrent();
    int done = 0;
    while (done < frames) {
      if (served == hopFrames) {
        renderQuantum();
      }
      int n = Math.min(frames - done, hopFrames - served);
      for (int i = 0; i < n; i++) {
        int at = (offsetFrames + done + i) * FrameRing.CHANNELS;
        out[at] = mix.left[served + i];
        out[at + 1] = mix.right[served + i];
      }
      served += n;
      done += n;
    }
  }

  /**
   * Lets a hop pass that nobody hears, without its sum's way through inserts, level and limiter.
   * The voices ask their decoder for what they would have asked it for anyway. Between hops only.
   */
  public void passUnheard() {
    moveVoices();
    served = hopFrames;
  }

  private void renderQuantum() {
    moveVoices();
    served = 0;
    inserts.clearMoves();
    modulator.moveInserts(insertMover);
    if (inserts.hasSource()) {
      Blend pad = sourcePad.of(voices.watch(), sound.patch().pad());
      inserts.blend(pad.weight(0), pad.weight(1), pad.weight(2), pad.weight(3));
    }
    inserts.process(mix.left, mix.right);
    recordings.add(mix.left, mix.right, hopFrames);
    applyLevel();
    mixes.add(mix.left, mix.right, hopFrames);
    if (limited) {
      limiter.process(mix.left, mix.right, hopFrames);
    }
    if (meters.isRead()) {
      updateMeters();
    }
  }

  private void moveVoices() {
    quantum += hopFrames;
    takeSound();
    events.take(quantum, hopFrames);
    float glide = glideShare();
    for (int c = 0; c < Blend.CORNERS; c++) {
      values.glide(Parameter.weight(c), glide);
    }
    // while nothing sounds, values jump: the first note after a change is heard as it was set
    values.smooth(voices.isSounding() || inserts.isSounding() ? smoothing : 1);
    modulator.advance(tempo());
    voices.stealQuietest(voices.playing() - voiceLimit);
    voices.render(mix);
    modulator.follow(mix.peak());
  }

  /** The share of its way that a weight goes in a hop: 95 % of it in the glide's time. */
  private float glideShare() {
    double seconds = values.value(Parameter.WEIGHT_GLIDE) * 1e-3 / 3;
    return (float) -Math.expm1(-hopFrames / (seconds * sampleRateHz));
  }

  private void takeSound() {
    voices.tune(tunings.current());
    pluginNotes.tune(tunings.current());
    ReadySound next = sounds.get();
    if (next != sound && decoders.canUse(next.seat())) {
      take(next, !next.isLoadedWith(sound));
    }
  }

  private void take(ReadySound next, boolean loaded) {
    boolean moved = !loaded && next.patch() != sound.patch();
    sound = next;
    modulator.load(next.matrix());
    if (moved) {
      performance.move(next.patch());
    }
    if (!loaded) {
      return;
    }
    decoders.use(next.seat());
    performance.load(next.patch());
    modulator.restart();
    events.loaded();
    for (int i = 0; i < Parameter.count(); i++) {
      values.set(Parameter.of(i), next.patch().value(Parameter.of(i)));
    }
    showValues();
  }

  private float levelFactor() {
    return (float) Decibels.toFactor(values.value(Parameter.LEVEL));
  }

  private void applyLevel() {
    float pan = values.value(Parameter.PAN);
    float level = levelFactor();
    float leftTarget = level * StereoPan.left(pan);
    float rightTarget = level * StereoPan.right(pan);
    float leftStep = (leftTarget - left) / hopFrames;
    float rightStep = (rightTarget - right) / hopFrames;
    for (int i = 0; i < hopFrames; i++) {
      mix.left[i] *= left + leftStep * i;
      mix.right[i] *= right + rightStep * i;
    }
    left = leftTarget;
    right = rightTarget;
  }

  private void updateMeters() {
    voices.heldKeys(heldKeys);
    meters.update(
        quantum + hopFrames,
        voices.active(),
        limiter.peakLeft(),
        limiter.peakRight(),
        limiter.reductionDb());
    meters.setKeys(heldKeys[0], heldKeys[1]);
    meters.setNoteOffs(events.noteOffs());
    meters.setTempo(clock.beatsPerMinute(quantum + hopFrames));
    meters.setPathTime(modulator.pathTime());
    showValues();
    meters.places().take(voices.watch());
    if (meters.tap().isWatched()) {
      feedTap(meters.tap());
    }
  }

  private void feedTap(SoundTap tap) {
    tap.write(mix.left, mix.right, hopFrames);
    if (tap.wantsCode()) {
      VoiceWatch watch = voices.watch();
      tap.writeCode(watch.latestCode(tap.code()), watch.latestPosition());
      tap.writePositions(watch);
    }
  }

  private void showValues() {
    for (int i = 0; meters.isRead() && i < Parameter.count(); i++) {
      Parameter parameter = Parameter.of(i);
      meters.setValue(parameter, values.setting(parameter));
      meters.setControl(
          parameter, values.isPickedUp(parameter) ? Float.NaN : values.controlAt(parameter));
    }
  }

  /**
   * Lets {@code frames} frames pass unheard: their events count, all notes that sound now end. For
   * a late stream.
   */
  public void skip(long frames) {
    voices.kill();
    pluginNotes.stop();
    quantum += frames;
    served = hopFrames;
  }

  /**
   * Lets at most so many voices play from the next quantum on, below the polyphony: for a machine
   * that is too slow. Those that are missed least fade out.
   */
  public void limitVoices(int most) {
    voiceLimit = Math.min(polyphony, most);
  }

  /** As {@link VoicePool#restBeyond}. */
  void restBeyond(int most) {
    voices.restBeyond(most);
  }

  /** What the last hop took of the voices. */
  HopTimes times() {
    return voices.times();
  }

  /** As {@link Decoder#warmNanos}, of the decoder that new notes are decoded by. */
  long warmNanos(int voiceCount) {
    return decoders.warmNanos(voiceCount);
  }

  Meters meters() {
    return meters;
  }

  /** The voices that play, without those that are fading because they were stolen. */
  public int playing() {
    return voices.playing();
  }

  /** The voices that sound, those that fade or rest included. */
  int sounding() {
    return voices.active();
  }

  /** The most voices at once. */
  public int polyphony() {
    return polyphony;
  }

  /** Frames rendered since the start: the engine frame of the next one. */
  public long frame() {
    return quantum + served;
  }

  /** Whether nothing sounds, tails of the inserts included. */
  public boolean isSilent() {
    return voices.active() == 0 && inserts.isSilent();
  }

  /**
   * Plays a recorded sound once, behind the inserts and before the limiter, in place of one that
   * plays; null for none. A recording goes through level and pan as well. [any one thread]
   */
  public void play(Clip clip) {
    boolean mixed = clip != null && clip.isMix();
    recordings.publish(mixed ? null : clip);
    mixes.publish(mixed ? clip : null);
  }

  /**
   * Leaves the limiter out: for what is heard through another instrument's, offline, before the
   * first {@link #render}.
   */
  public void leaveUnlimited() {
    limited = false;
  }

  /** The insert slots, behind the voices and before level, pan and limiter. */
  public InsertChain inserts() {
    return inserts;
  }

  /** What is wrong with the inserts and with what moves them, a line each. [any thread] */
  public List<String> insertProblems() {
    List<String> problems = new ArrayList<>(inserts.problems());
    for (ModulationRoute route : sounds.get().matrix().routes()) {
      if (route.target() instanceof InsertParameter p && Float.isNaN(inserts.value(p))) {
        problems.add("modulation: there is no " + p.id() + " in this sound");
      }
    }
    return problems;
  }

  /** Closes the plugins in the slots; nothing may be rendered after that. */
  @Override
  public void close() {
    inserts.close();
  }

  /** The highest recent peak among the notes stolen, full scale 1. */
  public float loudestStolen() {
    return voices.loudestStolen();
  }

  /** Notes stolen since the start. */
  public long stolen() {
    return voices.stolen();
  }

  public int hopFrames() {
    return hopFrames;
  }

  public int sampleRateHz() {
    return sampleRateHz;
  }
}
