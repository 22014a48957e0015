package ligature.render.pack;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ligature.files.Program;
import ligature.files.Sha256;
import ligature.latent.Timbre;
import ligature.model.Model;
import ligature.model.ModelManifest;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.preset.PresetFile;
import ligature.soundfile.SampleFormat;

/**
 * What a pack consists of: everything that its bytes depend on, but the processor.
 *
 * <p>Notes come in groups: all morph steps of one key and velocity. A group is rendered whole and
 * by its number alone, whoever renders it and whatever is there already. Immutable; any thread.
 *
 * @param name of the instrument files
 * @param timbres one, two (steps along x) or four (steps along x and y)
 * @param keys ascending; velocities likewise
 * @param seconds how long the keys are held
 * @param audio of the samples; wavetables are always WAV
 * @param rateHz of all files
 * @param program that renders: another version may make other bytes
 * @param preset absent if the timbres are rendered as they are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PackPlan(
    String name,
    ModelEntry model,
    List<TimbreEntry> timbres,
    int stepsX,
    int stepsY,
    List<Integer> keys,
    List<Integer> velocities,
    double seconds,
    List<Format> formats,
    Audio audio,
    int rateHz,
    Bits bits,
    long seed,
    String program,
    PresetEntry preset) {

  /**
   * The preset that is rendered, but for its place on the pad.
   *
   * @param sha256 of all in it that sounds
   * @param lasts whether its notes last where its timbres do
   * @param steadySeconds when what it does to a note's beginning is over
   */
  public record PresetEntry(String name, String sha256, boolean lasts, double steadySeconds) {

    /** Describes a preset. */
    public static PresetEntry of(String name, Patch patch) {
      double steady = patch.value(Parameter.ATTACK);
      if (patch.value(Parameter.SUSTAIN) < 1) {
        steady += patch.value(Parameter.DECAY);
      }
      if (patch.value(Parameter.FILTER_ENVELOPE) != 0) {
        double filter = patch.value(Parameter.FILTER_ATTACK) + patch.value(Parameter.FILTER_DECAY);
        steady = Math.max(steady, filter);
      }
      if (patch.value(Parameter.STRIKE) > 0) {
        double strike = patch.value(Parameter.STRIKE_TIME) + patch.value(Parameter.STRIKE_CROSS);
        steady = Math.max(steady, strike * 1e-3);
      }
      return new PresetEntry(
          name,
          Sha256.of(PresetFile.text(patch)),
          patch.value(Parameter.SUSTAIN) > 0,
          SampleMath.round(steady));
    }
  }

  /** The model that decodes: its decoder by hash. */
  public record ModelEntry(String name, String version, String decoderSha256) {}

  /**
   * A corner of the morph.
   *
   * @param steadySeconds where its steady part begins; 0 if it has none
   * @param sha256 of its codes: a bank may change under the same names
   * @param lacksDb what blends with each corner are given back at each key; absent if that is
   *     nothing
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TimbreEntry(
      String name,
      String title,
      String family,
      boolean sustains,
      double steadySeconds,
      String sha256,
      List<Float> lacksDb) {

    /**
     * @param codeSeconds from one code to the next
     * @param corners of the morph, this one among them
     * @param keys of the pack
     */
    static TimbreEntry of(Timbre t, double codeSeconds, List<Timbre> corners, List<Integer> keys) {
      double steady = t.sustains() ? t.loopStart() * codeSeconds : 0;
      List<Float> lacks = new ArrayList<>();
      for (Timbre other : corners) {
        keys.forEach(key -> lacks.add(t.blendLackDb(other, key)));
      }
      boolean none = lacks.stream().allMatch(db -> db == 0);
      return new TimbreEntry(
          t.name(),
          t.title(),
          t.family(),
          t.sustains(),
          steady,
          t.contentHash(),
          none ? null : List.copyOf(lacks));
    }
  }

  /** What opens the pack. */
  public enum Format {
    @JsonProperty("sfz")
    SFZ,
    @JsonProperty("dspreset")
    DSPRESET,
    @JsonProperty("nsynth")
    NSYNTH,
    @JsonProperty("wavetable")
    WAVETABLE
  }

  /** How samples are stored. */
  public enum Audio {
    @JsonProperty("wav")
    WAV,
    @JsonProperty("flac")
    FLAC
  }

  /** The width of a sample. */
  public enum Bits {
    @JsonProperty("16")
    PCM_16(SampleFormat.PCM_16),
    @JsonProperty("24")
    PCM_24(SampleFormat.PCM_24),
    @JsonProperty("32f")
    FLOAT_32(SampleFormat.FLOAT_32);

    private final SampleFormat format;

    Bits(SampleFormat format) {
      this.format = format;
    }

    public SampleFormat format() {
      return format;
    }
  }

  /**
   * The plan of a pack of some timbres of a model.
   *
   * @param corners one, two (steps along x) or four (steps along x and y)
   */
  public static PackPlan of(
      Model model,
      List<Timbre> corners,
      int stepsX,
      int stepsY,
      List<Integer> keys,
      List<Integer> velocities,
      double seconds,
      List<Format> formats,
      Audio audio,
      int rateHz,
      Bits bits,
      long seed) {
    ModelManifest manifest = model.manifest();
    double codeSeconds =
        (double) manifest.codeHops() * manifest.hopFrames() / manifest.sampleRateHz();
    return new PackPlan(
        String.join("-", corners.stream().map(Timbre::name).toList()),
        new ModelEntry(manifest.name(), manifest.version(), manifest.file("decoder").sha256()),
        corners.stream().map(t -> TimbreEntry.of(t, codeSeconds, corners, keys)).toList(),
        stepsX,
        stepsY,
        keys,
        velocities,
        seconds,
        formats,
        audio,
        rateHz,
        bits,
        seed,
        Program.NAME,
        null);
  }

  /** The same pack of a preset, whose corners are the timbres. */
  public PackPlan of(PresetEntry sound) {
    return new PackPlan(
        sound.name(),
        model,
        timbres,
        stepsX,
        stepsY,
        keys,
        velocities,
        seconds,
        formats,
        audio,
        rateHz,
        bits,
        seed,
        program,
        sound);
  }

  /** The steps of the morph. */
  public int steps() {
    return stepsX * stepsY;
  }

  /** The groups, one for each key and velocity. */
  public int groups() {
    return keys.size() * velocities.size();
  }

  int key(int group) {
    return keys.get(group / velocities.size());
  }

  int velocity(int group) {
    return velocities.get(group % velocities.size());
  }

  /** Where a step lies on the pad, 0 to 1 from A to B. */
  double x(int step) {
    return stepsX == 1 ? 0 : (step % stepsX) / (double) (stepsX - 1);
  }

  /** Where a step lies on the pad, 0 to 1 from A and B to C and D. */
  double y(int step) {
    return stepsY == 1 ? 0 : (step / stepsX) / (double) (stepsY - 1);
  }

  /** Whether a sampler plays the pack's samples: then they are looped where they last. */
  boolean hasSamples() {
    return has(Format.SFZ) || has(Format.DSPRESET);
  }

  boolean has(Format format) {
    return formats.contains(format);
  }

  /** Whether samples loop: a sound between one that lasts and one that dies does not last. */
  boolean loops() {
    return timbres.stream().allMatch(TimbreEntry::sustains) && (preset == null || preset.lasts());
  }

  /** Where the steady part of all steps begins; 0 if there is none. */
  double steadySeconds() {
    double ofTimbres = timbres.stream().mapToDouble(TimbreEntry::steadySeconds).max().orElse(0);
    return preset == null ? ofTimbres : Math.max(ofTimbres, preset.steadySeconds());
  }

  /** Whether any corner lasts. */
  boolean lasts() {
    return timbres.stream().anyMatch(TimbreEntry::sustains);
  }

  /** The files that a group gives, one for each step; a wavetable holds all steps. */
  @JsonIgnore
  public int filesOfGroup() {
    return (hasSamples() ? steps() : 0)
        + (has(Format.NSYNTH) ? steps() : 0)
        + (has(Format.WAVETABLE) ? 1 : 0);
  }

  String samplePath(int group, int step) {
    return String.format(
        Locale.ROOT,
        "samples/%s-k%03d-v%03d-x%0" + digits(stepsX) + "d%s.%s",
        name,
        key(group),
        velocity(group),
        step % stepsX,
        stepsY == 1 ? "" : String.format(Locale.ROOT, "-y%0" + digits(stepsY) + "d", step / stepsX),
        extension());
  }

  private static int digits(int count) {
    return String.valueOf(count - 1).length();
  }

  private String extension() {
    return audio == Audio.FLAC ? "flac" : "wav";
  }

  /** The name of a note as NSynth writes it: FAMILY_SOURCE_INSTRUMENT-PITCH-VELOCITY. */
  String noteName(int group, int step) {
    return String.format(
        Locale.ROOT, "%s-%03d-%03d", instrumentName(step), key(group), velocity(group));
  }

  /** The name of a step as NSynth writes it: each step is an instrument of its own. */
  String instrumentName(int step) {
    return String.format(
        Locale.ROOT, "%s_synthetic_%03d", NSynthIndex.family(nearest(step).family()), step);
  }

  /** The timbre whose corner is nearest. */
  TimbreEntry nearest(int step) {
    int corner = (x(step) > 0.5 ? 1 : 0) + (y(step) > 0.5 ? 2 : 0);
    return timbres.get(Math.min(corner, timbres.size() - 1));
  }

  String notePath(int group, int step) {
    return "audio/" + noteName(group, step) + "." + extension();
  }

  String wavetablePath(int group) {
    return String.format(
        Locale.ROOT, "wavetables/%s-k%03d-v%03d.wav", name, key(group), velocity(group));
  }
}
