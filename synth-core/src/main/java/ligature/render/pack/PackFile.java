package ligature.render.pack;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One audio file of a pack, as its manifest tells it. Immutable; any thread.
 *
 * @param path in the pack's folder, with slashes
 * @param group number of the key and velocity; step number of the morph, absent in a wavetable
 * @param x where on the pad; y likewise
 * @param frames of the whole file
 * @param peakDb the highest sample; levelDb the mean level while the key is held
 * @param pitchHz the mean pitch while the key is held; of a wavetable, of the note it was taken
 *     from
 * @param loopStart first frame of the loop, loopEnd its last; both absent if there is none
 * @param releaseSeconds how long the note takes to fall by 60 dB once its key is lifted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PackFile(
    String path,
    Kind kind,
    int group,
    int key,
    int velocity,
    Integer step,
    Double x,
    Double y,
    long frames,
    int rateHz,
    double peakDb,
    double levelDb,
    double pitchHz,
    Long loopStart,
    Long loopEnd,
    Double releaseSeconds,
    long bytes,
    String sha256) {

  /** What a file is for. */
  public enum Kind {
    /** A note for samplers. */
    @JsonProperty("sample")
    SAMPLE,
    /** A note of exact length, as NSynth's are. */
    @JsonProperty("note")
    NOTE,
    /** Single cycles. */
    @JsonProperty("wavetable")
    WAVETABLE
  }

  double seconds() {
    return (double) frames / rateHz;
  }
}
