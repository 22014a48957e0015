package ligature.encode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import ligature.latent.KeyGains;
import ligature.latent.Timbre;
import ligature.latent.TimbreZone;
import ligature.model.ComputeDevice;
import ligature.model.Decoder;
import ligature.model.Encoder;
import ligature.model.Model;
import ligature.model.SourceNote;
import ligature.model.TimbreDocument;

/**
 * Makes a timbre from recorded notes, like those of the model's own bank: codes, pitch contours,
 * loops, decays, releases, common loudness. The same notes give the same timbre. Threads: one.
 */
public final class TimbreEncoder implements AutoCloseable {

  /** Contour values a code: one each 16 ms, enough for a vibrato. */
  private static final int CONTOUR_PER_CODE = 2;

  private final Encoder encoder;
  private final ZoneAudition audition;
  private final Decoder decoder;
  private final Loudness loudness;
  private final FamilyClassifier families;

  /**
   * Opens a model's encoder and decoder.
   *
   * @throws ligature.files.InputException if the model has no encoder, or the device is not there
   */
  public TimbreEncoder(Model model, ComputeDevice device) {
    encoder = model.openEncoder(device);
    decoder = model.openDecoder(device);
    audition = new ZoneAudition(decoder, CONTOUR_PER_CODE);
    loudness = new Loudness(model.bank(), encoder.codeFrames(), encoder.sampleRateHz());
    families = new FamilyClassifier(model.bank());
  }

  /** What the timbre is to be called, and what is known about it. */
  public record Wishes(
      String name, String title, String family, Boolean sustains, String source, String licence) {}

  /**
   * Makes a timbre.
   *
   * @param notes at least one
   * @param progress told the done part, 0 to 1
   */
  public TimbreDocument encode(Wishes wishes, List<SourceNote> notes, DoubleConsumer progress) {
    List<Layer> layers = Layer.of(notes, loudness, encoder.sampleRateHz());
    List<Envelope> envelopes = new ArrayList<>();
    int votes = 0;
    for (SourceNote note : notes) {
      Envelope envelope = new Envelope(note.audio(), note.rateHz());
      envelopes.add(envelope);
      votes += envelope.sustains() ? 1 : -1;
    }
    boolean sustains = wishes.sustains() == null ? votes > 0 : wishes.sustains();
    ZoneEncoder zones = new ZoneEncoder(encoder, audition, loudness, CONTOUR_PER_CODE);
    int steps = sustains ? 0 : zones.dyingSteps(notes, envelopes);
    List<ZoneEncoder.Draft> drafts = new ArrayList<>();
    for (Layer layer : layers) {
      drafts.add(
          sustains
              ? zones.sustained(layer, envelopes.get(layer.index()))
              : zones.dying(layer, envelopes.get(layer.index()), steps));
      progress.accept((double) drafts.size() / layers.size());
    }
    int loopStart = 0;
    if (sustains) {
      for (ZoneEncoder.Draft draft : drafts) {
        steps = Math.max(steps, draft.loopEnd());
        loopStart = Math.max(loopStart, draft.loopStart());
      }
      loopStart = Math.min(loopStart, steps - 2);
    }
    List<TimbreZone> made = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      made.add(zones.zone(drafts.get(i), layers.get(i), steps));
    }
    String family = wishes.family();
    if (family == null) {
      boolean pitched = notes.stream().anyMatch(n -> n.pitchHz() > 0);
      family =
          pitched
              ? families.classify(made, sustains, encoder.codeSize())
              : FamilyClassifier.PERCUSSION;
    }
    Timbre timbre =
        new Timbre(
            wishes.name(),
            wishes.title(),
            family,
            encoder.latentSpaceId(),
            sustains,
            encoder.codeSize(),
            CONTOUR_PER_CODE,
            steps,
            loopStart,
            sustains ? steps : 0,
            made,
            KeyGains.NONE);
    return new TimbreDocument(
        timbre, wishes.family() != null, wishes.source(), wishes.licence(), notes);
  }

  @Override
  public void close() {
    encoder.close();
    decoder.close();
  }
}
