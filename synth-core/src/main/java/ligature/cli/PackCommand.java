package ligature.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import ligature.files.InputException;
import ligature.latent.Timbre;
import ligature.model.ComputeDevice;
import ligature.model.Model;
import ligature.model.ModelLibrary;
import ligature.preset.Patch;
import ligature.render.pack.PackEstimate;
import ligature.render.pack.PackJob;
import ligature.render.pack.PackPlan;
import ligature.render.pack.Shard;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Renders a sample pack. */
@Command(
    name = "pack",
    subcommands = PackMergeCommand.class,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Renders a sample pack: morphs between timbres, for every key and velocity, for other samplers.")
final class PackCommand implements Callable<Integer> {

  private static final double LONGEST_SECONDS = 60;

  @Mixin private PackSound what;

  @Option(
      names = "--steps",
      paramLabel = "N|NxN",
      description = "Steps from A to B, both included. Default: 9, or 3x3 for four timbres.")
  private String steps;

  @Option(
      names = "--keys",
      paramLabel = "LO..HI:STEP",
      defaultValue = "36..84:4",
      description = "The keys, or a list: 48,60,72. Default: ${DEFAULT-VALUE}.")
  private String keys;

  @Option(
      names = "--velocities",
      paramLabel = "V",
      split = ",",
      defaultValue = "60,110",
      description = "Default: ${DEFAULT-VALUE}.")
  private List<Integer> velocities;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "3",
      description = "How long the keys are held. Default: ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(
      names = "--format",
      paramLabel = "F",
      split = ",",
      defaultValue = "sfz",
      description = "Of sfz, dspreset, nsynth, wavetable; several with commas. Default: sfz.")
  private List<String> formats;

  @Option(
      names = "--audio",
      paramLabel = "wav|flac",
      defaultValue = "wav",
      description = "How samples are stored. Default: ${DEFAULT-VALUE}.")
  private PackPlan.Audio audio;

  @Option(
      names = "--rate",
      paramLabel = "HZ",
      description = "The files' sample rate. Default: the model's.")
  private Integer rateHz;

  @Option(
      names = "--bits",
      paramLabel = "16|24|32f",
      defaultValue = "24",
      description = "Default: ${DEFAULT-VALUE}.")
  private String bits;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of all that is random. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The pack's folder; new or empty, but for --resume.")
  private Path out;

  @Option(
      names = "--resume",
      description = "Go on with the pack in the folder: what is missing or damaged is made.")
  private boolean resume;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description = "Make part I of N only; ligature pack merge joins them.")
  private String shard;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description =
          "Threads, each with a decoder. Default: one a core, but no more than 2 GiB of memory hold; 1"
              + " on a GPU.")
  private Integer jobs;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = ModelLibrary.BUNDLED,
      description = "The model (see: ligature models). Default: ${DEFAULT-VALUE}.")
  private String modelName;

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|cuda[:N]",
      defaultValue = "auto",
      description = "Where the decoder computes. Default: ${DEFAULT-VALUE}.")
  private String device;

  @Option(names = "--json", description = "Print one JSON object on stdout.")
  private boolean json;

  @Override
  public Integer call() {
    if (!what.isNamed() || out == null) {
      throw new InputException(
          "pack wants --timbres or --preset, and --out, such as: ligature pack --timbres piano,cello"
              + " --out pack");
    }
    ComputeDevice where = ComputeDevice.parse(device);
    Model model = SoundOptions.models().load(modelName);
    PackSound.Chosen chosen = what.load(model, where);
    Patch sound = chosen.patch();
    PackPlan plan = chosen.in(plan(model, chosen.corners()));
    PackOptions.checkPitches(plan, sound);
    Shard part = shard == null ? Shard.WHOLE : Shard.parse(shard);
    PackJob.Result result;
    try (InterruptNotice interrupt = new InterruptNotice();
        Progress progress = new Progress("pack " + out)) {
      int cores = Runtime.getRuntime().availableProcessors();
      PackThreads threads = PackThreads.of(jobs, where, plan, cores);
      PackJob job = new PackJob(out, plan, part, sound, resume, threads.count());
      result =
          job.run(
              () -> model.openDecoder(where),
              start -> tellEstimate(plan, sound, start, threads),
              (files, ofFiles, audioSeconds, bytes) -> {
                interrupt.finished(files, ofFiles);
                progress.tellPack(files, ofFiles, audioSeconds, bytes);
              });
    }
    if (where.kind() == ComputeDevice.Kind.AUTO && result.device().equals("cpu")) {
      System.err.println("ligature: decoded on the CPU: there is no GPU that libtorch can use");
    }
    report(result);
    result.failures().forEach(f -> System.err.println("ligature: failed: " + f));
    return result.failed() == 0 ? 0 : Main.FAULT;
  }

  private void tellEstimate(PackPlan plan, Patch sound, PackJob.Start start, PackThreads threads) {
    PackEstimate estimate = PackEstimate.of(plan, sound, start, threads.count());
    System.err.println("ligature: " + estimate.inWords(out.toAbsolutePath()) + threads.inWords());
  }

  private PackPlan plan(Model model, List<Timbre> corners) {
    int[] grid = PackOptions.grid(steps, corners.size());
    List<PackPlan.Format> wanted = PackOptions.formats(formats);
    PackOptions.checkSteps(grid, wanted);
    PackPlan.Bits width = PackOptions.bits(bits);
    if (audio == PackPlan.Audio.FLAC && width == PackPlan.Bits.FLOAT_32) {
      throw new InputException(
          "--bits 32f: FLAC holds integers only; use 16 or 24, or --audio wav");
    }
    int rate = rateHz == null ? model.manifest().sampleRateHz() : rateHz;
    if (rate < 8000 || rate > 192_000) {
      throw new InputException("--rate " + rate + ": wanted 8000 to 192000 Hz");
    }
    if (!(seconds >= 0.1 && seconds <= LONGEST_SECONDS)) {
      throw new InputException("--seconds " + seconds + ": wanted 0.1 to " + (int) LONGEST_SECONDS);
    }
    for (int velocity : velocities) {
      if (velocity < 1 || velocity > 127) {
        throw new InputException("--velocities " + velocity + ": wanted 1 to 127");
      }
    }
    return PackPlan.of(
        model,
        corners,
        grid[0],
        grid[1],
        PackOptions.keys(keys),
        List.copyOf(new TreeSet<>(velocities)),
        seconds,
        wanted,
        audio,
        rate,
        width,
        seed);
  }

  private void report(PackJob.Result result) {
    double speed = result.audioSeconds() / Math.max(1e-9, result.wallSeconds());
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("out", out.toString());
      fields.put("files", result.files());
      fields.put("failed", result.failed());
      fields.put("skipped", result.skipped());
      fields.put("repaired", result.repaired());
      fields.put("bytes", result.bytes());
      fields.put("audioSeconds", Json.round(result.audioSeconds()));
      fields.put("wallSeconds", Json.round(result.wallSeconds()));
      fields.put("cpuSeconds", Json.round(result.cpuSeconds()));
      fields.put("timesRealTime", Json.round(speed));
      fields.put("device", result.device());
      Json.print(fields);
      return;
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %d files%s, %.1f min of audio, %s, in %.1f s, %.1f times real time%n",
        out,
        result.files(),
        result.skipped() > 0 ? " (and " + result.skipped() + " that were there)" : "",
        result.audioSeconds() / 60,
        PackEstimate.size(result.bytes()),
        result.wallSeconds(),
        speed);
  }
}
