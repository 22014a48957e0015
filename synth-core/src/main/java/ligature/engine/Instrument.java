package ligature.engine;

import java.util.List;
import java.util.function.IntConsumer;
import ligature.latent.Blend;
import ligature.midi.LearnedControllers;
import ligature.midi.MpeMode;
import ligature.model.Decoder;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.Modulator;
import ligature.parameter.Parameter;
import ligature.parameter.ParameterValues;
import ligature.plugin.InsertChain;
import ligature.preset.PadTimbres;
import ligature.preset.Patch;
import ligature.rt.EventSource;
import ligature.rt.FrameRing;
import ligature.rt.OnThread;
import ligature.rt.ThreadRole;
import ligature.units.KeyPitch;
import ligature.voice.HopTimes;
import ligature.voice.Performance;
import ligature.voice.StereoHop;
import ligature.voice.VoicePool;

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
  private final int polyphony;
  private final float smoothing;
  private final ParameterValues values = new ParameterValues();
  private final SwitchingDecoder decoders;
  private final VoicePool voices;
  private final Modulator modulator;
  private final PluginNotes pluginNotes;
  private final Tempo tempo;
  private final EventDispatch events;
  private final PlayedSound sound;
  private final StereoHop mix;
  private final OutputStage output;
  private final MeterWriter meters;
  private int voiceLimit;
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
    this.polyphony = polyphony;
    voiceLimit = polyphony;
    smoothing = (float) (1 - Math.exp(-hopFrames / (SMOOTHING_SECONDS * sampleRateHz)));
    decoders = new SwitchingDecoder(decoder);
    voices = new VoicePool(decoders, values, polyphony, seed);
    modulator = new Modulator(values, voices.slots(), (double) hopFrames / sampleRateHz, seed);
    voices.addValues(new VoiceModulation(modulator, voices.slots()));
    tempo = new Tempo(values, sampleRateHz);
    mix = new StereoHop(hopFrames);
    output = new OutputStage(values, modulator, sampleRateHz, hopFrames);
    pluginNotes = new PluginNotes(inserts());
    Performance performance = new Performance(voices, values, sampleRateHz);
    events =
        new EventDispatch(
            performance,
            values,
            tempo.clock(),
            modulator,
            pluginNotes,
            inserts().controls(),
            sampleRateHz);
    this.meters =
        new MeterWriter(meters, values, voices, modulator, events, tempo, output.limiter());
    sound = new PlayedSound(decoders, performance, modulator, events, values, meters);
    sound.begin(patch);
    values.smooth(1);
    modulator.settle();
    output.jump();
    served = hopFrames;
    quantum = -hopFrames;
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
    sound.publish(next, sound.latest().seat());
  }

  /**
   * Hands over a tuning; notes that begin from the next quantum on have it. The first is that of
   * the first patch; patches published later bring none. [any one thread]
   */
  public void publish(KeyPitch next) {
    sound.publish(next);
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
    sound.load(next);
  }

  /**
   * Hands over a sound of another model, which {@link #adopt} has given a seat: new notes play it,
   * those that sound stay with the model that they began with. [the same thread]
   *
   * @throws IllegalArgumentException if its timbres do not belong to that model
   */
  public void publish(Patch next, SwitchingDecoder.Seat seat) {
    sound.publish(next, seat);
  }

  /** Hands over other movements of the same sound; it goes there without a click. [same thread] */
  public void publish(ModulationMatrix next) {
    sound.publish(next);
  }

  /**
   * Hands over other points of the pad for as many timbres; notes that sound glide there, and fade
   * into those that are others. [same thread]
   */
  public void publish(PadTimbres next) {
    sound.publish(next);
  }

  /**
   * Makes a sound ready for {@link #take}, for the model that plays now. [any thread]
   *
   * @throws IllegalArgumentException if its timbres belong to another model
   */
  public ReadySound ready(Patch next) {
    return ReadySound.of(next, sound.latest().seat());
  }

  /**
   * Takes a sound at once, between two events, as {@link #load} does, but without its tuning: that,
   * as its inserts, is up to who had it made ready. [model-thread], no allocation
   *
   * @return false if its model plays no more; then all is as it was
   */
  public boolean take(ReadySound next) {
    return sound.take(next);
  }

  /** The sound that was handed over or taken last. [any thread] */
  public Patch patch() {
    return sound.latest().patch();
  }

  /**
   * Says the tempo of a transport, in beats a minute, 0 for none; a MIDI clock goes before it, and
   * it before {@link Parameter#TEMPO}. [any thread]
   */
  public void setTransportTempo(double beatsPerMinute) {
    tempo.setTransport(beatsPerMinute);
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
    output.process(mix, voices.watch(), sound.patch().pad());
    meters.write(quantum + hopFrames, mix);
  }

  private void moveVoices() {
    quantum += hopFrames;
    sound.take();
    events.take(quantum, hopFrames);
    float glide = glideShare();
    for (int c = 0; c < Blend.CORNERS; c++) {
      values.glide(Parameter.weight(c), glide);
    }
    // while nothing sounds, values jump: the first note after a change is heard as it was set
    values.smooth(voices.isSounding() || inserts().isSounding() ? smoothing : 1);
    modulator.advance(tempo.at(quantum + hopFrames));
    voices.stealQuietest(voices.playing() - voiceLimit);
    voices.render(mix);
    modulator.follow(mix.peak());
  }

  /** The share of its way that a weight goes in a hop: 95 % of it in the glide's time. */
  private float glideShare() {
    double seconds = values.value(Parameter.WEIGHT_GLIDE) * 1e-3 / 3;
    return (float) -Math.expm1(-hopFrames / (seconds * sampleRateHz));
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
    return meters.meters();
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
    return voices.active() == 0 && inserts().isSilent();
  }

  /**
   * Plays a recorded sound once, behind the inserts and before the limiter, in place of one that
   * plays; null for none. A recording goes through level and pan as well. [any one thread]
   */
  public void play(Clip clip) {
    output.play(clip);
  }

  /**
   * Leaves the limiter out: for what is heard through another instrument's, offline, before the
   * first {@link #render}.
   */
  public void leaveUnlimited() {
    output.leaveUnlimited();
  }

  /** The insert slots, behind the voices and before level, pan and limiter. */
  public InsertChain inserts() {
    return output.inserts();
  }

  /** What is wrong with the inserts and with what moves them, a line each. [any thread] */
  public List<String> insertProblems() {
    return output.insertProblems(sound.latest().matrix());
  }

  /** Closes the plugins in the slots; nothing may be rendered after that. */
  @Override
  public void close() {
    inserts().close();
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
