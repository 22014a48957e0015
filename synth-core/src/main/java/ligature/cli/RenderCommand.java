package ligature.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import ligature.files.AtomicOutput;
import ligature.files.InputException;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.midi.MidiFile;
import ligature.model.Decoder;
import ligature.model.Model;
import ligature.preset.Patch;
import ligature.render.Mastering;
import ligature.render.MorphPathFile;
import ligature.render.RenderJob;
import ligature.soundfile.SampleFormat;
import ligature.units.Frames;
import ligature.units.Pitch;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Renders notes or a song to sound files. */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Renders notes or a MIDI file to a WAV or FLAC file, or to stems.")
final class RenderCommand implements Callable<Integer> {

  private static final double LONGEST_NOTE_SECONDS = 3600;

  /** All stems are open at once. */
  private static final int MOST_STEMS = 256;

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
        description = "Keys to press together, as MIDI numbers or by name: 60,64,67 or C4,E4,G4.")
    private List<String> keys;

    @Option(
        names = "--midi",
        paramLabel = "FILE",
        required = true,
        description = "A MIDI file to play.")
    private Path midi;

    int[] keys() {
      return keys == null ? new int[0] : keys.stream().mapToInt(Source::key).toArray();
    }

    private static int key(String text) {
      int key = Pitch.keyOf(text);
      if (key < 0) {
        throw new InputException(
            "--note " + text + ": wanted MIDI keys, 0 to 127, or names; middle C is 60, or C4");
      }
      return key;
    }
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
      names = "--stems",
      paramLabel = "track|channel",
      description = "A file for each track or channel of --midi, of equal length: OUT-NN-NAME.wav.")
  private MidiFile.Stems stems;

  /** What program changes in a song do. */
  enum Programs {
    FOLLOW,
    IGNORE
  }

  @Option(
      names = "--programs",
      paramLabel = "follow|ignore",
      description =
          "Program changes of --midi load presets, as in play, or count for nothing. Default: follow,"
              + " but ignore where --preset or --a names the sound.")
  private Programs programs;

  @Option(
      names = "--path",
      paramLabel = "FILE.json",
      description = "A recorded way over the pad (see docs/formats.md).")
  private Path path;

  @Option(
      names = "--out",
      paramLabel = "FILE.wav|.flac",
      required = true,
      description = "The file to write.")
  private Path out;

  @Option(
      names = "--loudness",
      paramLabel = "LUFS",
      description = "Bring the file to this loudness (EBU R 128, integrated), such as -16.")
  private Double loudness;

  @Option(
      names = "--true-peak",
      paramLabel = "DB",
      description = "Limit the true peak. Default: -1 with --loudness, else no limit.")
  private Double truePeak;

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
    int engineRateHz = model.manifest().sampleRateHz();
    SongPrograms presets =
        source.midi == null
            ? null
            : SongPrograms.following(source.midi, model.bank(), sound, programs);
    List<RenderJob.Song> songs = songs(engineRateHz, presets);
    int rate = rateHz == null ? engineRateHz : rateHz;
    RenderJob job =
        new RenderJob(
            rate, format(), mono, voices, seed, blockFrames, new Mastering(loudness, truePeak));
    try (Decoder decoder = model.openDecoder(sound.device());
        Progress progress = new Progress("rendering " + out)) {
      List<RenderJob.Result> results =
          stems == null
              ? List.of(job.run(decoder, patch, songs.get(0), progress))
              : job.runAll(decoder, patch, songs, progress);
      progress.close();
      sound.tellFallback(decoder.device());
      new RenderReport(results, songs, model.manifest().name(), decoder.device())
          .print(json ? out : null, stems != null);
    }
    return 0;
  }

  private void checkOptions() {
    String name = out.toString().toLowerCase(Locale.ROOT);
    boolean flac = name.endsWith(RenderJob.FLAC_SUFFIX);
    if (!flac && !name.endsWith(".wav")) {
      throw new InputException(
          "--out " + out + ": unknown kind of file; use a name that ends in .wav or .flac");
    }
    if (flac && format().isFloat()) {
      throw new InputException("--bits 32f: FLAC holds integers only; use 16 or 24, or a .wav");
    }
    checkSong();
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
    source.keys();
    AtomicOutput.to(out).close(); // told now rather than after the work
  }

  private void checkSong() {
    if (stems != null && source.midi == null) {
      throw new InputException("--stems divides a song; give one with --midi");
    }
    if (stems != null && (loudness != null || truePeak != null)) {
      throw new InputException(
          "--stems keeps the balance of its files; leave out --loudness and --true-peak");
    }
    if (loudness != null && !(loudness >= -60 && loudness <= 0)) {
      throw new InputException("--loudness " + loudness + ": wanted -60 to 0 LUFS, such as -16");
    }
    if (truePeak != null && !(truePeak >= -40 && truePeak <= 0)) {
      throw new InputException("--true-peak " + truePeak + ": wanted -40 to 0 dB, such as -1");
    }
  }

  private SampleFormat format() {
    return switch (bits) {
      case "16" -> SampleFormat.PCM_16;
      case "24" -> SampleFormat.PCM_24;
      case "32f" -> SampleFormat.FLOAT_32;
      default -> throw new InputException("--bits " + bits + ": wanted 16, 24 or 32f");
    };
  }

  private List<RenderJob.Song> songs(int engineRateHz, SongPrograms presets) {
    List<RenderJob.Song> songs = new ArrayList<>();
    if (stems == null) {
      EventList events =
          source.midi != null
              ? MidiFile.read(source.midi, engineRateHz, presets)
              : notes(engineRateHz);
      songs.add(new RenderJob.Song(out, events, morph(engineRateHz), presets, source.midi));
      return songs;
    }
    List<MidiFile.Part> parts = MidiFile.stems(source.midi, engineRateHz, stems, presets);
    if (parts.size() > MOST_STEMS) {
      throw new InputException(
          source.midi + ": has " + parts.size() + " tracks with notes; stems are at most 256");
    }
    String name = out.toString();
    int dot = name.lastIndexOf('.');
    for (MidiFile.Part part : parts) {
      String stem =
          String.format(
              Locale.ROOT,
              "%s-%02d-%s%s",
              name.substring(0, dot),
              part.number(),
              part.name(),
              name.substring(dot));
      songs.add(
          new RenderJob.Song(
              Path.of(stem), part.events(), morph(engineRateHz), presets, source.midi));
    }
    return songs;
  }

  private EventList morph(int engineRateHz) {
    return path == null ? new EventList() : MorphPathFile.read(path, engineRateHz);
  }

  private EventList notes(int engineRateHz) {
    EventList events = new EventList();
    int[] keys = source.keys();
    for (int key : keys) {
      events.add(0, Event.noteOn(0, key, velocity / 127f));
    }
    for (int key : keys) {
      events.add(Frames.fromSeconds(seconds, engineRateHz), Event.noteOff(0, key, 0.5f));
    }
    return events;
  }
}
