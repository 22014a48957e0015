package ligature.voice;

import java.util.ArrayList;
import java.util.List;
import ligature.model.Decoder;
import ligature.model.HopBatch;
import ligature.parameter.Parameter;
import ligature.parameter.ParameterValues;

/**
 * Decodes the sounding voices as one batch, a row each: fills the rows with what moves the voices,
 * and mixes what comes of them. Those that rest have rows behind the others, which are not decoded.
 *
 * <p>Threads: {@code [model-thread]}; no allocation after the constructor.
 */
final class VoiceRows {

  private final Decoder decoder;
  private final ParameterValues values;
  private final VoiceValues voiceValues;
  private final Channels channels;
  private final Voice[] rows;
  private final HopBatch batch;
  private final StereoHop scratch;
  private final List<MotionSource> sources = new ArrayList<>();
  private final NoteMotion motion = new NoteMotion();
  private final HopTimes times = new HopTimes();
  private final VoiceWatch watch;
  private ValuesByVoice byVoice;

  VoiceRows(Decoder decoder, ParameterValues values, Channels channels, int slots) {
    this.decoder = decoder;
    this.values = values;
    this.channels = channels;
    voiceValues = values::value;
    rows = new Voice[slots];
    batch = new HopBatch(slots, decoder.codeSize(), decoder.hopFrames());
    scratch = new StereoHop(decoder.hopFrames());
    watch = new VoiceWatch(batch, rows, decoder.codeSize());
  }

  void addMotion(MotionSource source) {
    sources.add(source);
  }

  void addValues(ValuesByVoice laidOver) {
    byVoice = laidOver;
  }

  VoiceWatch watch() {
    return watch;
  }

  /** What the last hop took. */
  HopTimes times() {
    return times;
  }

  /** Decodes one hop of all sounding voices and writes their sum to {@code mix}. */
  void render(Voice[] voices, StereoHop mix) {
    long begin = System.nanoTime();
    int decoded = fill(voices, false, 0);
    int all = fill(voices, true, decoded);
    mix.clear();
    batch.voices = decoded;
    batch.resting = all - decoded;
    long filled = System.nanoTime();
    decoder.decode(batch);
    long done = System.nanoTime();
    batch.voices = all; // for who watches them
    batch.resting = 0;
    int players = (int) values.target(Parameter.UNISON);
    float detuneCents = values.value(Parameter.UNISON_DETUNE);
    float spread = values.value(Parameter.UNISON_SPREAD);
    for (int i = 0; i < all; i++) {
      rows[i].mix(
          batch.audio,
          i * decoder.hopFrames(),
          batch.oscillatorPitchHz[i],
          players,
          detuneCents,
          spread,
          scratch,
          mix);
    }
    times.set(decoded, done - filled, System.nanoTime() - done + filled - begin);
  }

  /** Fills rows from {@code n} on with the voices that rest, or with the others. */
  private int fill(Voice[] voices, boolean resting, int n) {
    int row = n;
    for (Voice voice : voices) {
      if (voice.isActive() && voice.rest().isResting() == resting) {
        VoiceValues now = values(voice);
        move(voice, now);
        voice.fillRow(batch, row, motion, now, channels.damping(voice.channel()));
        rows[row++] = voice;
      }
    }
    return row;
  }

  private VoiceValues values(Voice voice) {
    if (byVoice == null) {
      return voiceValues;
    }
    return byVoice.next(
        voice.slot(),
        voice.channel(),
        voice.key(),
        voice.isParted() ? 0 : channels.pressure(voice.channel(), voice.key()),
        voice.isParted() ? 0 : channels.slide(voice.channel()),
        !voice.life().isDown());
  }

  /** Sums up all that moves a note in the coming hop. */
  private void move(Voice voice, VoiceValues now) {
    float bendSemitones = values.target(Parameter.BEND_RANGE);
    if (!voice.isParted()) {
      voice.own().clear();
      channels.addOwn(voice.own(), voice.channel(), voice.key(), bendSemitones);
    }
    motion.clear();
    motion.add(voice.own());
    motion.cents += 100 * now.value(Parameter.PITCH);
    // the instrument as a whole has its own level and place behind the mix
    motion.levelDb += now.value(Parameter.LEVEL) - values.value(Parameter.LEVEL);
    motion.pan += now.value(Parameter.PAN) - values.value(Parameter.PAN);
    voice.addTo(motion);
    channels.addZone(motion, voice.channel(), voice.key(), bendSemitones);
    for (int i = 0; i < sources.size(); i++) {
      sources.get(i).addTo(motion, voice.channel(), voice.key(), voice.ordinal());
    }
  }
}
