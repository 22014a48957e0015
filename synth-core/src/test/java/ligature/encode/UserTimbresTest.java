package ligature.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ligature.files.InputException;
import ligature.latent.KeyGains;
import ligature.latent.Timbre;
import ligature.latent.TimbreZone;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.model.ComputeDevice;
import ligature.model.Decoder;
import ligature.model.Model;
import ligature.model.SourceNote;
import ligature.model.TimbreDocument;
import ligature.model.TimbreFile;
import ligature.preset.Patch;
import ligature.render.OfflineRender;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.testing.Hostile;
import ligature.units.Pitch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording becomes a timbre that plays, is kept, and goes with another model too. */
class UserTimbresTest {

  private static final int RATE = 48_000;

  @TempDir private static Path recordings;
  private static TimbreDocument held;
  private static TimbreDocument struck;

  @TempDir private Path folder;
  private final List<String> told = new ArrayList<>();

  @BeforeAll
  static void encode() throws Exception {
    try (TimbreEncoder encoder = new TimbreEncoder(Bundled.model(), ComputeDevice.CPU)) {
      float[] detuned = TestTones.note(RATE, 0.2, 2.5, 220 * Pitch.centsToRatio(40), 0, 25, -60);
      held = encode(encoder, "held", detuned);
      struck = encode(encoder, "struck", TestTones.note(RATE, 0.1, 2, 440, 30, 0, -80));
    }
  }

  private static TimbreDocument encode(TimbreEncoder encoder, String name, float[] x)
      throws Exception {
    Path file = TestTones.write(recordings.resolve(name + ".wav"), RATE, 1, x);
    List<SourceNote> notes =
        RecordingSet.read(List.of(file), RecordingSet.DETECT, line -> {}, done -> {});
    return encoder.encode(
        new TimbreEncoder.Wishes(name, name, null, null, name + ".wav", "mine"), notes, d -> {});
  }

  /** Renders two seconds of a held key, and its release. */
  private static float[] play(Timbre timbre, int key, float velocity) throws Exception {
    EventList events = new EventList();
    events.add(0, Event.noteOn(0, key, velocity));
    events.add(3 * RATE, Event.noteOff(0, key, 0));
    float[] out = new float[7 * RATE / 2];
    int[] at = {0};
    try (Decoder decoder = Bundled.decoder()) {
      new OfflineRender(decoder, Patch.of("x", List.of(timbre, timbre)), events, 1, 1, 4096)
          .run(
              (samples, frames) -> {
                for (int i = 0; i < frames && at[0] < out.length; i++) {
                  out[at[0]++] = samples[2 * i];
                }
              },
              done -> {});
    }
    return Arrays.copyOf(out, at[0]);
  }

  @Test
  void oneDetunedRecordingPlaysInTuneOnTheWholeKeyboard() throws Exception {
    assertThat(held.timbre().sustains()).isTrue();
    for (int key : new int[] {40, 57, 88}) {
      float[] x = play(held.timbre(), key, 100 / 127f);
      double cents =
          Audio.centsFrom(Arrays.copyOfRange(x, RATE / 2, 3 * RATE), RATE, Pitch.keyToHz(key));
      assertThat(cents).as("key " + key).isBetween(-5.0, 5.0);
      assertThat(Audio.rmsDb(x, 2 * RATE, 3 * RATE) - Audio.rmsDb(x, RATE / 2, RATE))
          .as("it sustains")
          .isBetween(-4.0, 4.0);
    }
    float[] contour = held.timbre().zone(0).cents().clone();
    Arrays.sort(contour);
    assertThat(contour[contour.length - 1]).as("vibrato").isBetween(18f, 30f);
  }

  @Test
  void loudnessIsTheBanksAndVelocityIsHeard() throws Exception {
    float[] hard = play(held.timbre(), 57, 1);
    assertThat(Loudness.loudestDb(hard, RATE)).isCloseTo(Loudness.COMMON_DB, within(1.5));
    float[] soft = play(held.timbre(), 57, 40 / 127f);
    assertThat(Loudness.loudestDb(soft, RATE)).isBetween(-45.0, -30.0);
    assertThat(brightness(soft)).isLessThan(0.95 * brightness(hard));
  }

  /** Independent of the level. */
  private static double brightness(float[] x) {
    double steep = 0;
    double all = 0;
    for (int i = RATE; i < 3 * RATE; i++) {
      steep += Math.pow(x[i] - x[i - 1], 2);
      all += x[i] * x[i];
    }
    return Math.sqrt(steep / all);
  }

  @Test
  void aStruckNoteDiesAsItDid() throws Exception {
    assertThat(struck.timbre().sustains()).isFalse();
    float[] x = play(struck.timbre(), 69, 100 / 127f);
    double fall = Audio.rmsDb(x, 4800, 14_400) - Audio.rmsDb(x, 52_800, 62_400);
    assertThat(fall).as("dB in a second").isBetween(22.0, 38.0);
  }

  @Test
  void whatHasNoPitchIsADrum() throws Exception {
    float[] x = new float[RATE / 2];
    java.util.Random random = new java.util.Random(2);
    for (int i = 4800; i < x.length; i++) {
      x[i] = (float) (0.3 * random.nextGaussian() * Math.exp(-(i - 4800) / 4000.0));
    }
    try (TimbreEncoder encoder = new TimbreEncoder(Bundled.model(), ComputeDevice.CPU)) {
      TimbreDocument drum = encode(encoder, "brush", x);
      assertThat(drum.recordings().get(0).pitchHz()).isZero();
      assertThat(drum.timbre().family()).isEqualTo("percussion");
      assertThat(drum.timbre().sustains()).isFalse();
      assertThat(drum.timbre().zone(0).cents()).containsOnly(0);
      assertThat(drum.timbre().zone(0).releaseDbPerSecond()).isLessThan(30);
    }
  }

  @Test
  void whatIsSavedIsReadAgain() {
    Path file = folder.resolve("held.timbre");
    UserTimbres.save(file, held);
    TimbreDocument read = TimbreFile.readDocument(file);
    assertThat(read.licence()).isEqualTo("mine");
    assertThat(read.source()).isEqualTo("held.wav");
    SourceNote before = held.recordings().get(0);
    SourceNote after = read.recordings().get(0);
    assertThat(after.samples()).isEqualTo(before.samples());
    assertThat(after.key()).isEqualTo(57);
    assertThat(after.pitchHz()).isCloseTo(before.pitchHz(), within(1e-3));
    assertSame(read.timbre(), held.timbre(), 2e-3f);
    assertThat(new UserTimbres(folder, folder).list(told::add)).hasSize(1);
    assertThat(told).isEmpty();
  }

  private static void assertSame(Timbre a, Timbre b, float tolerance) {
    assertThat(a.steps()).isEqualTo(b.steps());
    assertThat(a.zoneCount()).isEqualTo(b.zoneCount());
    assertThat(a.loopStart()).isEqualTo(b.loopStart());
    for (int z = 0; z < a.zoneCount(); z++) {
      assertThat(a.zone(z).gainDb()).isCloseTo(b.zone(z).gainDb(), within(0.1f));
      for (int i = 0; i < a.zone(z).codes().length; i++) {
        assertThat(a.zone(z).codes()[i]).isCloseTo(b.zone(z).codes()[i], within(tolerance));
      }
    }
  }

  private static TimbreDocument ofAnotherModel(List<SourceNote> recordings) {
    Timbre t = held.timbre();
    List<TimbreZone> zones = new ArrayList<>();
    for (int z = 0; z < t.zoneCount(); z++) {
      TimbreZone zone = t.zone(z);
      zones.add(
          new TimbreZone(
              zone.key(),
              zone.velocity(),
              0,
              0,
              100,
              new float[zone.codes().length],
              zone.cents(),
              zone.levelDb()));
    }
    Timbre other =
        new Timbre(
            "alien",
            "Alien",
            "brass",
            "another",
            true,
            t.codeSize(),
            t.contourPerCode(),
            t.steps(),
            t.loopStart(),
            t.loopEnd(),
            zones,
            KeyGains.NONE);
    return new TimbreDocument(other, true, "", "", recordings);
  }

  @Test
  void aTimbreOfAnotherModelIsEncodedAgainAndNeverBlendedAsItIs() {
    UserTimbres own = new UserTimbres(folder, folder.resolve("cache"));
    UserTimbres.save(folder.resolve("alien.timbre"), ofAnotherModel(held.recordings()));
    UserTimbres.save(folder.resolve("barren.timbre"), ofAnotherModel(List.of()));
    UserTimbres.save(folder.resolve("held.timbre"), held);
    Model model = own.addTo(Bundled.model(), ComputeDevice.CPU, told::add);
    Timbre alien = model.bank().find("alien");
    assertThat(alien.latentSpaceId()).isEqualTo(Bundled.model().manifest().latentSpaceId());
    assertThat(alien.family()).isEqualTo("brass");
    assertSame(alien, held.timbre(), 5e-3f);
    assertThat(told).hasSize(2);
    assertThat(told.get(0)).contains("alien", "encoded again");
    assertThat(told.get(1)).contains("barren.timbre", "does not hold its recordings");
    told.clear();
    Model again = own.addTo(Bundled.model(), ComputeDevice.CPU, told::add);
    assertSame(again.bank().find("alien"), alien, 2e-3f);
    assertThat(told).as("the second time it is at hand").hasSize(1);
    assertThat(model.bank().find("piano")).isSameAs(Bundled.model().bank().find("piano"));
  }

  @Test
  void theBanksNamesComeFirst() throws Exception {
    TimbreDocument named =
        new TimbreDocument(renamed(held.timbre(), "piano"), false, "", "", held.recordings());
    UserTimbres.save(folder.resolve("mine.timbre"), named);
    Files.writeString(folder.resolve("broken.timbre"), "nothing");
    Model model =
        new UserTimbres(folder, folder).addTo(Bundled.model(), ComputeDevice.CPU, told::add);
    assertThat(model).isSameAs(Bundled.model());
    assertThat(told).hasSize(2);
    assertThat(told.get(0)).contains("broken.timbre");
    assertThat(told.get(1)).contains("mine.timbre", "piano");
  }

  private static Timbre renamed(Timbre t, String name) {
    List<TimbreZone> zones = new ArrayList<>();
    for (int z = 0; z < t.zoneCount(); z++) {
      zones.add(t.zone(z));
    }
    return new Timbre(
        name,
        name,
        t.family(),
        t.latentSpaceId(),
        t.sustains(),
        t.codeSize(),
        t.contourPerCode(),
        t.steps(),
        t.loopStart(),
        t.loopEnd(),
        zones,
        KeyGains.NONE);
  }

  @Test
  void mutatedTimbresAreReadOrRefusedAndNothingElse() throws Exception {
    Path file = folder.resolve("struck.timbre");
    UserTimbres.save(file, struck);
    byte[] whole = Files.readAllBytes(file);
    Path mutated = folder.resolve("m.timbre");
    int refused =
        Hostile.mutate(
            whole,
            500,
            21,
            bytes -> {
              Files.write(mutated, bytes);
              TimbreFile.readDocument(mutated);
            },
            6L * whole.length + 4_000_000);
    assertThat(refused).isGreaterThan(250);
    // the header is where it hurts: every byte of it, each in another way
    int header = 0;
    for (int at = 0; at < 1500; at += 3) {
      byte[] bytes = whole.clone();
      bytes[at] ^= (byte) (1 + at % 255);
      Files.write(mutated, bytes);
      header += Hostile.refusedOrRead(() -> TimbreFile.readDocument(mutated)) ? 1 : 0;
    }
    assertThat(header).isPositive();
    byte[] bomb = new byte[16];
    bomb[7] = (byte) 0x80;
    Files.write(mutated, bomb);
    assertThatThrownBy(() -> TimbreFile.read(mutated)).isInstanceOf(InputException.class);
    assertThat(Hostile.allocatedBytes(() -> Hostile.refusedOrRead(() -> TimbreFile.read(mutated))))
        .isLessThan(50_000);
  }
}
