package ligature.ui.app;

import java.awt.Desktop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import ligature.files.AtomicOutput;
import ligature.files.InputException;
import ligature.latent.Blend;
import ligature.live.Rig;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.midi.MidiFile;
import ligature.model.ComputeDevice;
import ligature.model.Decoder;
import ligature.model.Model;
import ligature.preset.Patch;
import ligature.render.Mastering;
import ligature.render.RenderJob;
import ligature.render.pack.PackEstimate;
import ligature.render.pack.PackJob;
import ligature.render.pack.PackPlan;
import ligature.render.pack.Shard;
import ligature.soundfile.SampleFormat;
import ligature.ui.model.Renders;
import ligature.ui.model.Renders.Kind;
import ligature.ui.model.Renders.Order;
import ligature.units.Frames;

/** Renders with a decoder of its own beside the one that plays. Threads: {@code [io-thread]}. */
final class ModelRenderer implements Renders.Renderer {

  private static final Pattern RANGE =
      Pattern.compile("(\\d{1,3})\\.\\.(\\d{1,3})(?::(\\d{1,2}))?");
  private static final int VOICES = 32;
  private static final int BLOCK_FRAMES = 4096;
  private static final int VELOCITY = 100;

  private final Rig rig;

  ModelRenderer(Rig rig) {
    this.rig = rig;
  }

  private ComputeDevice device() {
    return ComputeDevice.parse(rig.running().device());
  }

  @Override
  public String estimate(Order order, Patch patch) {
    if (order.kind() == Kind.PACK) {
      PackPlan plan = plan(order, patch);
      try (Decoder decoder = rig.model().openDecoder(device())) {
        int files = plan.groups() * plan.filesOfGroup();
        return PackEstimate.of(plan, bare(plan, patch), new PackJob.Start(decoder, files, 0), 1)
            .inWords(out(order).toAbsolutePath());
      }
    }
    checkFile(order);
    double seconds =
        Frames.toSeconds(events(order).lastFrame(), rig.model().manifest().sampleRateHz());
    long bytes =
        (long) (seconds * rig.model().manifest().sampleRateHz() * 2) * SampleFormat.PCM_24.bytes();
    return String.format(
        Locale.ROOT,
        "%.1f s and what sounds on after them, about %s or a little more",
        seconds,
        PackEstimate.size(bytes));
  }

  @Override
  public String render(Order order, Patch patch, DoubleConsumer progress) {
    return order.kind() == Kind.PACK ? pack(order, patch, progress) : file(order, patch, progress);
  }

  private String file(Order order, Patch patch, DoubleConsumer progress) {
    checkFile(order);
    Model model = rig.model();
    RenderJob job =
        new RenderJob(
            model.manifest().sampleRateHz(),
            SampleFormat.PCM_24,
            false,
            VOICES,
            1,
            BLOCK_FRAMES,
            Mastering.NONE);
    Path source = order.kind() == Kind.SONG ? Path.of(order.song()) : null;
    RenderJob.Song song =
        new RenderJob.Song(out(order), events(order), new EventList(), null, source);
    try (Decoder decoder = model.openDecoder(device())) {
      RenderJob.Result result = job.run(decoder, patch, song, progress);
      return String.format(
          Locale.ROOT,
          "%s: %.1f s, peak %.1f dB",
          result.out(),
          (double) result.frames() / result.sampleRateHz(),
          result.peakDb());
    }
  }

  private String pack(Order order, Patch patch, DoubleConsumer progress) {
    PackPlan plan = plan(order, patch);
    PackJob job = new PackJob(out(order), plan, Shard.WHOLE, bare(plan, patch), true, 1);
    Supplier<Decoder> decoders = () -> rig.model().openDecoder(device());
    PackJob.Result result =
        job.run(
            decoders,
            start -> progress.accept(0),
            (files, ofFiles, audioSeconds, bytes) -> progress.accept((double) files / ofFiles));
    if (result.failed() > 0) {
      throw new InputException(out(order) + ": failed: " + String.join("; ", result.failures()));
    }
    return String.format(
        Locale.ROOT,
        "%s: %d files%s, %s",
        out(order),
        result.files(),
        result.skipped() > 0 ? " (and " + result.skipped() + " that were there)" : "",
        PackEstimate.size(result.bytes()));
  }

  /** A pack takes the timbres as they are. */
  private static Patch bare(PackPlan plan, Patch patch) {
    return Patch.of(plan.name(), patch.corners());
  }

  private PackPlan plan(Order order, Patch patch) {
    if (patch.pad().isFree()) {
      throw new InputException(
          "a pack takes steps between two corners or four; on this pad timbres lie at points");
    }
    int along = order.steps();
    int across = patch.cornerCount() == Blend.CORNERS ? along : 1;
    return PackPlan.of(
        rig.model(),
        patch.corners(),
        along,
        across,
        keys(order.keys()),
        List.of(VELOCITY),
        order.seconds(),
        List.of(PackPlan.Format.SFZ),
        PackPlan.Audio.WAV,
        rig.model().manifest().sampleRateHz(),
        PackPlan.Bits.PCM_24,
        1);
  }

  private static Path out(Order order) {
    if (order.out().isBlank()) {
      throw new InputException("there is no place to write to: name a file or folder");
    }
    return Path.of(order.out());
  }

  private static void checkFile(Order order) {
    Path out = out(order);
    String name = out.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(RenderJob.FLAC_SUFFIX) && !name.endsWith(".wav")) {
      throw new InputException(
          out + ": unknown kind of file; use a name that ends in .wav or .flac");
    }
    Path folder = out.toAbsolutePath().getParent();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw AtomicOutput.asInput(folder, e);
    }
    AtomicOutput.to(out).close(); // told now rather than after the work
  }

  private EventList events(Order order) {
    int rateHz = rig.model().manifest().sampleRateHz();
    if (order.kind() == Kind.SONG) {
      if (order.song().isBlank()) {
        throw new InputException("there is no song: choose a MIDI file");
      }
      return MidiFile.read(Path.of(order.song()), rateHz);
    }
    EventList events = new EventList();
    List<Integer> keys = keys(order.keys());
    keys.forEach(key -> events.add(0, Event.noteOn(0, key, order.velocity() / 127f)));
    long end = Frames.fromSeconds(order.seconds(), rateHz);
    keys.forEach(key -> events.add(end, Event.noteOff(0, key, 0.5f)));
    return events;
  }

  private static List<Integer> keys(String text) {
    Matcher range = RANGE.matcher(text);
    List<Integer> keys = List.of();
    if (range.matches()) {
      int step = range.group(3) == null ? 1 : Math.max(1, Integer.parseInt(range.group(3)));
      int first = Integer.parseInt(range.group(1));
      int last = Integer.parseInt(range.group(2));
      keys = IntStream.iterate(first, key -> key <= last, key -> key + step).boxed().toList();
    } else if (text.matches("\\d{1,3}(\\s*,\\s*\\d{1,3})*")) {
      keys =
          List.of(text.split("\\s*,\\s*")).stream()
              .map(Integer::valueOf)
              .distinct()
              .sorted()
              .toList();
    }
    if (keys.isEmpty() || keys.get(keys.size() - 1) > 127) {
      throw new InputException(
          "keys " + text + ": wanted MIDI numbers, 0 to 127, such as 60 or 48,60,72 or 36..84:4");
    }
    return keys;
  }

  @Override
  public void show(String out) {
    Path path = Path.of(out).toAbsolutePath();
    Path folder = Files.isDirectory(path) ? path : path.getParent();
    try {
      if (Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(Desktop.Action.OPEN)) {
        Desktop.getDesktop().open(folder.toFile());
      } else {
        new ProcessBuilder("xdg-open", folder.toString()).start();
      }
    } catch (IOException e) {
      throw new InputException("there is no program that opens the folder " + folder, e);
    }
  }
}
