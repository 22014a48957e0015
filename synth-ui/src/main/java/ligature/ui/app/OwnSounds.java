package ligature.ui.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import ligature.encode.NoteCut;
import ligature.encode.Recut;
import ligature.encode.RoundTrip;
import ligature.encode.TimbreEncoder;
import ligature.encode.UserTimbres;
import ligature.files.Folders;
import ligature.latent.Timbre;
import ligature.live.Rig;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.model.ComputeDevice;
import ligature.model.Decoder;
import ligature.model.SourceNote;
import ligature.model.TimbreDocument;
import ligature.preset.Patch;
import ligature.render.OfflineRender;
import ligature.tuning.Tuning;
import ligature.ui.model.Comparison;
import ligature.ui.model.OwnSoundMaker;
import ligature.units.Decibels;
import ligature.units.Pitch;
import ligature.voice.Performance;

/**
 * Plays timbres of the user's own beside the recordings that they were made of. It computes on the
 * processor: a GPU may be busy with what sounds.
 */
record OwnSounds(Rig rig) implements OwnSoundMaker {

  private static final int BLOCK_FRAMES = 4096;
  private static final double MIDI_TOP = 127;

  private UserTimbres timbres() {
    return new UserTimbres(rig.timbreFolder(), Folders.cache().resolve("timbres"));
  }

  @Override
  public boolean isOwn(Timbre timbre) {
    return !rig.model().shippedTimbres().contains(timbre);
  }

  /** As it plays: one of another model has been made anew for this one. */
  @Override
  public TimbreDocument open(Timbre timbre) {
    TimbreDocument kept = timbres().document(timbre.name());
    return new TimbreDocument(
        timbre, kept.familyGiven(), kept.source(), kept.licence(), kept.recordings());
  }

  @Override
  public TimbreDocument remake(
      TimbreDocument old, List<NoteCut> cuts, Consumer<String> tell, DoubleConsumer progress) {
    return Recut.make(
        timbres(),
        old,
        cuts,
        () -> new TimbreEncoder(rig.model(), ComputeDevice.CPU),
        tell,
        progress);
  }

  @Override
  public Comparison compare(TimbreDocument made, int index, SourceNote whole) {
    int rateHz = rig.player().modelRateHz();
    SourceNote note = made.recordings().get(index);
    float[] original = RoundTrip.audio(note, rateHz);
    float[] encoded = play(made, index, original);
    RoundTrip.Compared compared = RoundTrip.compare(original, encoded, rateHz);
    // each keeps its own loudest sample at full scale
    double gain = Decibels.toFactor(whole.levelDb() - note.levelDb()) * compared.originalGain();
    return new Comparison(
        times(RoundTrip.audio(whole, rateHz), (float) gain),
        times(encoded, compared.playedGain()),
        compared.distanceDb());
  }

  private static float[] times(float[] x, float gain) {
    float[] louder = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      louder[i] = gain * x[i];
    }
    return louder;
  }

  /** The note as it was recorded: its key held as long, at its own pitch. */
  private float[] play(TimbreDocument made, int index, float[] original) {
    Timbre timbre = made.timbre();
    SourceNote note = made.recordings().get(index);
    int rateHz = rig.player().modelRateHz();
    int held = RoundTrip.heldFrames(original, rateHz, timbre.sustains());
    EventList events = new EventList();
    float velocity = (float) (RoundTrip.velocity(made.recordings(), index) / MIDI_TOP);
    events.add(0, Event.noteOn(0, note.key(), velocity));
    events.add(held, Event.noteOff(0, note.key(), 0.5f));
    events.add(original.length, Event.allSoundOff(Performance.ALL_CHANNELS));
    Patch patch = Patch.of(timbre.title(), List.of(timbre, timbre)).tuned(tuning(note));
    float[] played = new float[original.length];
    int[] at = {0};
    try (Decoder decoder = rig.model().openDecoder(ComputeDevice.CPU)) {
      new OfflineRender(decoder, patch, events, 1, 1, BLOCK_FRAMES)
          .run(
              (samples, frames) -> {
                for (int i = 0; i < frames && at[0] < played.length; i++) {
                  played[at[0]++] = samples[2 * i];
                }
              },
              done -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is written
    }
    return Arrays.copyOf(played, at[0]);
  }

  /** A timbre plays its key in tune; the recording may have been off. */
  private static Tuning tuning(SourceNote note) {
    if (note.pitchHz() == 0) {
      return Tuning.EQUAL;
    }
    double a4 = Pitch.REFERENCE_HZ * note.pitchHz() / Pitch.keyToHz(note.key());
    return Tuning.EQUAL.at(Math.max(Tuning.LOWEST_A4_HZ, Math.min(Tuning.HIGHEST_A4_HZ, a4)));
  }
}
