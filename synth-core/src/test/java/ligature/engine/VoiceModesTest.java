package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import ligature.latent.KeyGains;
import ligature.latent.Timbre;
import ligature.latent.TimbreZone;
import ligature.midi.EventList;
import ligature.midi.MidiParser;
import ligature.model.Decoder;
import ligature.model.HopBatch;
import ligature.model.NoteBatch;
import ligature.model.ToneDecoder;
import ligature.parameter.GlideMode;
import ligature.parameter.NotePriority;
import ligature.parameter.Parameter;
import ligature.parameter.VoiceMode;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.Played;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One note at a time, priorities, glides: measured in the audio. */
class VoiceModesTest {

  private static final int RATE = ToneTimbres.RATE_HZ;
  private static final Timbre STEADY = ToneTimbres.steady("steady");

  private static Played in(VoiceMode mode) {
    return new Played(ToneTimbres.patch(STEADY, STEADY)).with(Parameter.VOICE_MODE, mode);
  }

  private static double hz(double key) {
    return 440 * Math.pow(2, (key - 69) / 12);
  }

  /** How far the audio around a moment is from a key, in cents; the median over 0.16 s. */
  private static double centsAt(float[] audio, double seconds, double key) {
    int middle = (int) (seconds * RATE);
    return Audio.centsFrom(
        Arrays.copyOfRange(audio, middle - RATE / 12, middle + RATE / 12), RATE, hz(key));
  }

  private static double db(float[] audio, double from, double to) {
    return Audio.rmsDb(audio, (int) (from * RATE), (int) (to * RATE));
  }

  /** Counts the notes that the network begins. */
  private static final class CountingDecoder implements Decoder {

    private final ToneDecoder tone = ToneTimbres.decoder();
    private int fresh;
    private int most;

    @Override
    public void decode(HopBatch batch) {
      for (int i = 0; i < batch.voices; i++) {
        fresh += batch.fresh[i] ? 1 : 0;
      }
      most = Math.max(most, batch.voices);
      tone.decode(batch);
    }

    @Override
    public int sampleRateHz() {
      return tone.sampleRateHz();
    }

    @Override
    public int hopFrames() {
      return tone.hopFrames();
    }

    @Override
    public int codeSize() {
      return tone.codeSize();
    }

    @Override
    public int codeHops() {
      return tone.codeHops();
    }

    @Override
    public String latentSpaceId() {
      return tone.latentSpaceId();
    }

    @Override
    public String device() {
      return tone.device();
    }

    @Override
    public void prepare(int slots, int voices) {
      tone.prepare(slots, voices);
    }

    @Override
    public void decodeNotes(NoteBatch batch) {
      tone.decodeNotes(batch);
    }

    @Override
    public void close() {
      tone.close();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = VoiceMode.class,
      names = {"MONO", "LEGATO"})
  void oneNoteSoundsAndReturnsToTheHeldKey(VoiceMode mode) {
    float[] out =
        in(mode)
            .on(0, 0, 57, 127)
            .on(24_000, 0, 64, 127)
            .off(48_000, 0, 64)
            .off(72_000, 0, 57)
            .render(2 * RATE)
            .left();
    assertThat(centsAt(out, 0.25, 57)).isCloseTo(0, within(0.5));
    assertThat(centsAt(out, 0.75, 64)).isCloseTo(0, within(0.5));
    assertThat(db(out, 0.6, 1)).as("one voice").isCloseTo(db(out, 0.1, 0.5), within(0.1));
    assertThat(centsAt(out, 1.25, 57)).isCloseTo(0, within(0.5));
    assertThat(db(out, 1.9, 2)).isLessThan(db(out, 1.1, 1.4) - 30);
  }

  @Test
  void legatoKeepsPhaseAndNetwork() {
    CountingDecoder decoder = new CountingDecoder();
    Played played = new Played(ToneTimbres.patch(STEADY, STEADY), decoder);
    played.with(Parameter.VOICE_MODE, VoiceMode.LEGATO);
    for (int i = 0; i < 20; i++) {
      played.on(i * 2400 + 31, 0, 57 + 5 * (i % 3), 127);
      if (i > 0) {
        played.off(i * 2400 + 700, 0, 57 + 5 * ((i - 1) % 3));
      }
    }
    float[] out = played.render(RATE).left();
    assertThat(decoder.fresh).isEqualTo(1);
    assertThat(decoder.most).isEqualTo(1);
    assertThat((double) Audio.largestKink(out, 2000, RATE))
        .isLessThan(0.25 * Math.pow(2 * Math.PI * hz(67) / RATE, 2) + 0.011);
    decoder.fresh = 0;
    Played mono = new Played(ToneTimbres.patch(STEADY, STEADY), decoder);
    mono.with(Parameter.VOICE_MODE, VoiceMode.MONO).on(0, 0, 57, 127).on(4800, 0, 64, 127);
    mono.render(9600);
    assertThat(decoder.fresh).as("mono strikes anew").isEqualTo(2);
    decoder.fresh = 0;
    Played apart = new Played(ToneTimbres.patch(STEADY, STEADY), decoder);
    apart.with(Parameter.VOICE_MODE, VoiceMode.LEGATO).on(0, 0, 57, 127).off(2400, 0, 57);
    apart.on(4800, 0, 64, 127).render(9600);
    assertThat(decoder.fresh).as("keys that do not overlap are two notes").isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"LAST,60,64", "HIGH,72,64", "LOW,60,60"})
  void thePriorityDecidesWhichKeySounds(NotePriority priority, int second, int third) {
    float[] out =
        in(VoiceMode.LEGATO)
            .with(Parameter.NOTE_PRIORITY, priority)
            .on(0, 0, 72, 127)
            .on(24_000, 0, 60, 127)
            .on(48_000, 0, 64, 127)
            .off(48_000, 0, 72)
            .render(2 * RATE)
            .left();
    assertThat(centsAt(out, 0.75, second)).isCloseTo(0, within(0.5));
    assertThat(centsAt(out, 1.5, third)).isCloseTo(0, within(0.5));
  }

  @ParameterizedTest
  @EnumSource(VoiceMode.class)
  void aGlideIsAStraightLineInCents(VoiceMode mode) {
    Played played =
        in(mode)
            .with(Parameter.GLIDE_MODE, GlideMode.ALWAYS)
            .with(Parameter.GLIDE_TIME, 1)
            .on(0, 0, 57, 127);
    if (mode != VoiceMode.LEGATO) {
      played.off(0, 0, 57).event(0, ligature.midi.Event.allSoundOff(0));
    }
    float[] out = played.on(24_000, 0, 69, 127).render(2 * RATE).left();
    for (double t : new double[] {0.25, 0.5, 0.75}) {
      assertThat(centsAt(out, 0.5 + t, 57 + 12 * t)).as("after %s s", t).isCloseTo(0, within(15.0));
    }
    assertThat(centsAt(out, 1.75, 69)).isCloseTo(0, within(0.5));
  }

  @Test
  void aGlideGoesOnFromWhereTheLastOneWas() {
    float[] out =
        in(VoiceMode.LEGATO)
            .with(Parameter.GLIDE_MODE, GlideMode.ALWAYS)
            .with(Parameter.GLIDE_TIME, 1)
            .on(0, 0, 57, 127)
            .on(24_000, 0, 69, 127)
            .on(48_000, 0, 57, 127)
            .render(2 * RATE)
            .left();
    // half way up at 1 s: 63; from there back to 57 in a second
    assertThat(centsAt(out, 1.5, 60)).isCloseTo(0, within(15.0));
    assertThat((double) Audio.largestKink(out, 2000, 2 * RATE))
        .isLessThan(1.1 * 0.25 * Math.pow(2 * Math.PI * hz(64) / RATE, 2));
  }

  @Test
  void glideOnLegatoOnlyLeavesSeparateNotesAlone() {
    Played played =
        in(VoiceMode.MONO)
            .with(Parameter.GLIDE_MODE, GlideMode.LEGATO)
            .with(Parameter.GLIDE_TIME, 1)
            .on(0, 0, 57, 127)
            .off(9600, 0, 57)
            .on(24_000, 0, 69, 127)
            .on(72_000, 0, 57, 127);
    float[] out = played.render(5 * RATE / 2).left();
    assertThat(centsAt(out, 1, 69)).as("apart: no glide").isCloseTo(0, within(0.5));
    assertThat(centsAt(out, 2, 63)).as("bound: half way").isCloseTo(0, within(15.0));
  }

  /** Two key zones, the upper one at a quarter of the level and without noise. */
  private static Timbre twoZones() {
    int steps = 40;
    TimbreZone[] zones = new TimbreZone[2];
    for (int z = 0; z < 2; z++) {
      float[] codes = new float[steps * ToneTimbres.CODE_SIZE];
      for (int s = 0; s < steps; s++) {
        codes[s * ToneTimbres.CODE_SIZE] = z == 0 ? 1 : 0.25f;
      }
      zones[z] =
          new TimbreZone(
              z == 0 ? 57 : 69, 100, 0, 0, 100, codes, new float[steps], new float[steps]);
    }
    return new Timbre(
        "zones",
        "zones",
        "test",
        ToneDecoder.LATENT_SPACE_ID,
        true,
        ToneTimbres.CODE_SIZE,
        1,
        steps,
        0,
        steps,
        List.of(zones),
        KeyGains.NONE);
  }

  @Test
  void legatoCrossesKeyZonesInThirtyMilliseconds() {
    Timbre zones = twoZones();
    float[] out =
        new Played(ToneTimbres.patch(zones, zones))
            .with(Parameter.VOICE_MODE, VoiceMode.LEGATO)
            .on(0, 0, 57, 127)
            .on(24_000, 0, 69, 127)
            .render(RATE)
            .left();
    assertThat(db(out, 0.3, 0.5)).isCloseTo(-15.05, within(0.05));
    assertThat(db(out, 0.51, 0.52)).as("on the way").isBetween(-26.0, -16.0);
    assertThat(db(out, 0.534, 0.56)).isCloseTo(-27.09, within(0.1));
    assertThat((double) Audio.largestKink(out, 2000, RATE))
        .as("the slope may change by what the pitch does")
        .isLessThan(0.25 * 2 * Math.PI * 220 / RATE * 1.1);
  }

  @Test
  void aSwitchOfModesWithKeysDownLeavesNothingHanging() {
    Instrument instrument =
        new Instrument(
            ToneTimbres.decoder(), 8, 1, ToneTimbres.patch(STEADY, STEADY), new Meters());
    EventList events = new EventList();
    MidiParser parser = new MidiParser(events::add);
    VoiceMode[] modes = {VoiceMode.LEGATO, VoiceMode.POLY, VoiceMode.MONO, VoiceMode.POLY};
    for (int i = 0; i < 40; i++) {
      parser.parse(i * 1000, 0x90, 50 + i % 7, 100);
      events.add(
          i * 1000 + 400,
          ligature.midi.Event.parameter(Parameter.VOICE_MODE, modes[i % 4].ordinal()));
      parser.parse(i * 1000 + 700, 0x80, 50 + (i + 3) % 7, 64);
    }
    for (int key = 50; key < 57; key++) {
      parser.parse(41_000, 0x80, key, 64);
    }
    instrument.addSource(events);
    instrument.render(new float[2 * 100_000], 0, 100_000);
    assertThat(instrument.isSilent()).isTrue();
  }

  @Test
  void anotherPresetIsStruckAnew() {
    CountingDecoder decoder = new CountingDecoder();
    Patch patch =
        ToneTimbres.patch(STEADY, STEADY).with(Parameter.VOICE_MODE, VoiceMode.LEGATO.ordinal());
    Instrument instrument = new Instrument(decoder, 8, 1, patch, new Meters());
    EventList events = new EventList();
    events.add(0, ligature.midi.Event.noteOn(0, 57, 1));
    events.add(4800, ligature.midi.Event.noteOn(0, 64, 1));
    instrument.addSource(events);
    float[] out = new float[2 * 2400];
    instrument.render(out, 0, 2400);
    Timbre other = ToneTimbres.dying("other");
    instrument.publish(
        ToneTimbres.patch(other, other).with(Parameter.VOICE_MODE, VoiceMode.LEGATO.ordinal()));
    for (int i = 0; i < 4; i++) {
      instrument.render(out, 0, 2400);
    }
    assertThat(decoder.fresh).isEqualTo(2);
  }
}
