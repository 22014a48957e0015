package ligature.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import ligature.files.AtomicOutput;
import ligature.files.InputException;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.midi.MidiFile;
import ligature.model.Decoder;
import ligature.model.Model;
import ligature.preset.Patch;
import ligature.render.RenderJob;
import ligature.soundfile.SampleFormat;
import ligature.units.Frames;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Renders notes or a song to a WAV file. */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Renders notes or a MIDI file to a WAV file.")
final class RenderCommand implements Callable<Integer> {

  private static final double LONGEST_NOTE_SECONDS = 3600;

  @Mixin private SoundOptions sound;

  @ArgGroup(multiplicity = "1")
  private Source source;

  /** What is played: notes or a file. */
  static final class Source {
    @Option(
        names = "--note",
        paramLabel = "KEY",
        split = ",",
        required = true,
        description = "Keys to press together, as MIDI numbers: 60,64,67.")
    private List<Integer> keys;

    @Option(
        names = "--midi",
        paramLabel = "FILE",
        required = true,
        description = "A MIDI file to play.")
    private Path midi;
  }

  @Option(
      names = "--velocity",
      paramLabel = "1..127",
      defaultValue = "100",
      description = "Default: ${DEFAULT-VALUE}.")
  private int velocity;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "3",
      description =
          "The keys are lifted after this; the release follows. Default: ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(
      names = "--out",
      paramLabel = "FILE.wav",
      required = true,
      description = "The file to write.")
  private Path out;

  @Option(
      names = "--rate",
      paramLabel = "HZ",
      description = "The file's sample rate. Default: the model's.")
  private Integer rateHz;

  @Option(
      names = "--bits",
      paramLabel = "16|24|32f",
      defaultValue = "24",
      description = "Default: ${DEFAULT-VALUE}.")
  private String bits;

  @Option(names = "--mono", description = "One channel.")
  private boolean mono;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Of all that is random: the same seed gives the same file. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--voices",
      paramLabel = "N",
      defaultValue = "16",
      description = "The polyphony, as in play. Default: ${DEFAULT-VALUE}.")
  private int voices;

  @Option(
      names = "--block",
      paramLabel = "FRAMES",
      defaultValue = "4096",
      hidden = true,
      description = "Frames rendered at a time; the file does not depend on it.")
  private int blockFrames;

  @Option(names = "--json", description = "Print one JSON object on stdout.")
  private boolean json;

  @Override
  public Integer call() {
    checkOptions();
    Model model = sound.loadModel();
    PlayCommand.checkVoices(voices, model);
    Patch patch = sound.patch(model.bank());
    EventList events = events(model.manifest().sampleRateHz());
    int rate = rateHz == null ? model.manifest().sampleRateHz() : rateHz;
    RenderJob job = new RenderJob(out, rate, format(), mono, voices, seed, blockFrames);
    try (Decoder decoder = model.openDecoder(sound.device());
        Progress progress = new Progress("rendering " + out)) {
      RenderJob.Result result = job.run(decoder, patch, events, progress);
      progress.close();
      sound.tellFallback(decoder.device());
      report(result, events, model, decoder);
    }
    return 0;
  }

  private void checkOptions() {
    if (!out.toString().toLowerCase(Locale.ROOT).endsWith(".wav")) {
      throw new InputException(
          "--out " + out + ": unknown kind of file; use a name that ends in .wav");
    }
    if (rateHz != null && (rateHz < 8000 || rateHz > 192_000)) {
      throw new InputException("--rate " + rateHz + ": wanted 8000 to 192000 Hz");
    }
    if (velocity < 1 || velocity > 127) {
      throw new InputException("--velocity " + velocity + ": wanted 1 to 127");
    }
    if (!(seconds > 0 && seconds <= LONGEST_NOTE_SECONDS)) {
      throw new InputException(
          "--seconds " + seconds + ": wanted more than 0, at most " + LONGEST_NOTE_SECONDS);
    }
    if (blockFrames < 1 || blockFrames > 1 << 20) {
      throw new InputException("--block " + blockFrames + ": wanted 1 to 1048576 frames");
    }
    format();
    AtomicOutput.to(out).close(); // told now rather than after the work
  }

  private SampleFormat format() {
    return switch (bits) {
      case "16" -> SampleFormat.PCM_16;
      case "24" -> SampleFormat.PCM_24;
      case "32f" -> SampleFormat.FLOAT_32;
      default -> throw new InputException("--bits " + bits + ": wanted 16, 24 or 32f");
    };
  }

  private EventList events(int engineRateHz) {
    if (source.midi != null) {
      return MidiFile.read(source.midi, engineRateHz);
    }
    EventList events = new EventList();
    for (int key : source.keys) {
      if (key < 0 || key > 127) {
        throw new InputException("--note " + key + ": wanted MIDI keys, 0 to 127; middle C is 60");
      }
      events.add(0, Event.noteOn(0, key, velocity / 127f));
    }
    for (int key : source.keys) {
      events.add(Frames.fromSeconds(seconds, engineRateHz), Event.noteOff(0, key, 0.5f));
    }
    return events;
  }

  private void report(RenderJob.Result result, EventList events, Model model, Decoder decoder) {
    long notes = 0;
    for (int i = 0; i < events.size(); i++) {
      notes += Event.kind(events.eventAt(i)) == Event.NOTE_ON ? 1 : 0;
    }
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("out", out.toString());
      fields.put("frames", result.frames());
      fields.put("sampleRateHz", result.sampleRateHz());
      fields.put("channels", result.channels());
      fields.put("notes", notes);
      fields.put("realTimeFactor", Json.round(result.realTimeFactor()));
      fields.put("peakDb", Json.round(result.peakDb()));
      fields.put("decoder", model.manifest().name());
      fields.put("device", decoder.device());
      Json.print(fields);
      return;
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %.1f s, %d note%s, peak %.1f dB, %.1f times real time%n",
        out,
        (double) result.frames() / result.sampleRateHz(),
        notes,
        notes == 1 ? "" : "s",
        result.peakDb(),
        1 / result.realTimeFactor());
    if (result.stolen() > 0) {
      System.err.println(
          "ligature: " + result.stolen() + " notes were cut short; --voices gives more");
    }
  }
}
