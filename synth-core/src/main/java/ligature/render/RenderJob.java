package ligature.render;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleConsumer;
import java.util.function.IntFunction;
import ligature.files.AtomicOutput;
import ligature.files.InputException;
import ligature.midi.EventList;
import ligature.model.Decoder;
import ligature.preset.Patch;
import ligature.rt.FrameRing;
import ligature.soundfile.FlacWriter;
import ligature.soundfile.SampleFormat;
import ligature.soundfile.SoundWriter;
import ligature.soundfile.WavWriter;
import ligature.units.Decibels;

/**
 * Renders to sound files, WAV or FLAC by their names, each whole or not at all.
 *
 * @param rateHz of the files; another one than the model's is resampled to
 * @param mono one channel, the mean of both
 * @param voices the polyphony
 * @param blockFrames frames rendered at a time; the files do not depend on it
 */
public record RenderJob(
    int rateHz,
    SampleFormat format,
    boolean mono,
    int voices,
    long seed,
    int blockFrames,
    Mastering mastering) {

  /** A name that ends so is written as FLAC. */
  public static final String FLAC_SUFFIX = ".flac";

  private static final int MOST_HOURS = 24;

  /**
   * What is rendered to one file.
   *
   * @param morph a recorded way over the pad, empty for none
   * @param programs the presets that its program changes load, by number from 0 ({@code null} for
   *     none of that number); null if program changes count for nothing
   * @param source where the song comes from, to be named where it is refused; null if from no file
   */
  public record Song(
      Path out, EventList events, EventList morph, IntFunction<Patch> programs, Path source) {

    /** One whose program changes count for nothing. */
    public Song(Path out, EventList events, EventList morph) {
      this(out, events, morph, null, null);
    }

    private Path named() {
      return source == null ? out : source;
    }
  }

  /**
   * What was rendered.
   *
   * @param realTimeFactor time spent over audio made: below 1 is faster than real time
   * @param peakDb the highest sample of the file
   * @param loudnessLufs not a number if it was not measured; likewise truePeakDb
   * @param stolen notes cut short because there were more than voices
   */
  public record Result(
      Path out,
      long frames,
      int sampleRateHz,
      int channels,
      double realTimeFactor,
      double peakDb,
      double loudnessLufs,
      double truePeakDb,
      long stolen) {}

  private int channels() {
    return mono ? 1 : FrameRing.CHANNELS;
  }

  /**
   * Renders one file.
   *
   * @throws InputException if the file cannot be written, or the song is longer than such a file or
   *     a day
   */
  public Result run(Decoder decoder, Patch patch, Song song, DoubleConsumer progress) {
    refuseWhatNoFileHolds(song, decoder.sampleRateHz());
    if (mastering.isNone()) {
      return runAll(decoder, patch, List.of(song), progress).get(0);
    }
    long begin = System.nanoTime();
    Path out = song.out();
    Path beside = out.resolveSibling(out.getFileName() + ".unmastered");
    try (AtomicOutput output = AtomicOutput.to(out);
        AtomicOutput scratch = AtomicOutput.to(beside);
        FloatFile floats = new FloatFile(scratch.path(), rateHz, channels());
        SoundWriter writer = writer(out, output.path())) {
      OfflineRender render = render(decoder, patch, song);
      RenderSink sink = new RenderSink(floats, decoder.sampleRateHz(), rateHz, mono);
      render.run(sink, progress);
      sink.flush();
      Mastering.Levels levels = mastering.apply(floats, writer);
      writer.finish();
      output.commit();
      return result(
          out, sink, begin, levels.peakDb(), levels.loudnessLufs(), levels.truePeakDb(), render);
    } catch (IOException e) {
      throw AtomicOutput.asInput(out, e);
    }
  }

  /**
   * Renders several files of the same length, the longest one's; all of them or none.
   *
   * @throws InputException if a file cannot be written, or a song is longer than such a file or a
   *     day
   */
  public List<Result> runAll(
      Decoder decoder, Patch patch, List<Song> songs, DoubleConsumer progress) {
    songs.forEach(song -> refuseWhatNoFileHolds(song, decoder.sampleRateHz()));
    List<AutoCloseable> open = new ArrayList<>();
    List<AtomicOutput> outputs = new ArrayList<>();
    List<SoundWriter> writers = new ArrayList<>();
    List<RenderSink> sinks = new ArrayList<>();
    List<Result> results = new ArrayList<>();
    Path current = songs.get(0).out();
    try {
      for (int i = 0; i < songs.size(); i++) {
        long begin = System.nanoTime();
        Song song = songs.get(i);
        current = song.out();
        outputs.add(AtomicOutput.to(current));
        open.add(0, outputs.get(i));
        writers.add(writer(current, outputs.get(i).path()));
        open.add(0, writers.get(i));
        RenderSink sink = new RenderSink(writers.get(i), decoder.sampleRateHz(), rateHz, mono);
        sinks.add(sink);
        OfflineRender render = render(decoder, patch, song);
        int before = i;
        render.run(sink, done -> progress.accept((before + done) / songs.size()));
        sink.flush();
        double peakDb = Decibels.fromFactor(sink.peak());
        results.add(result(current, sink, begin, peakDb, Double.NaN, Double.NaN, render));
      }
      long longest = sinks.stream().mapToLong(RenderSink::written).max().orElse(0);
      for (int i = 0; i < songs.size(); i++) {
        current = songs.get(i).out();
        sinks.get(i).pad(longest);
        writers.get(i).finish();
      }
      for (AtomicOutput output : outputs) {
        output.commit();
      }
      return results.stream().map(r -> withFrames(r, longest)).toList();
    } catch (IOException e) {
      throw AtomicOutput.asInput(current, e);
    } finally {
      open.forEach(RenderJob::close);
    }
  }

  /** Told now rather than after hours: a damaged song may have a pause of a day. */
  private void refuseWhatNoFileHolds(Song song, int engineRateHz) {
    double hours = song.events().lastFrame() / (3600.0 * engineRateHz);
    double mostHours = WavWriter.MAX_DATA_BYTES / (3600.0 * rateHz * channels() * format.bytes());
    if (hours > MOST_HOURS) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "%s: the song lasts %.2f hours; wanted %d at most, so look into the song: it may be"
                  + " damaged",
              song.named(),
              hours,
              MOST_HOURS));
    }
    if (hours > mostHours && !isFlac(song.out())) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "%s: the song lasts %.2f hours and a WAV file of this kind at most %.2f; write a .flac,"
                  + " or look into the song: it may be damaged",
              song.named(),
              hours,
              mostHours));
    }
  }

  private static boolean isFlac(Path name) {
    return name.toString().toLowerCase(Locale.ROOT).endsWith(FLAC_SUFFIX);
  }

  private static void close(AutoCloseable open) {
    try {
      open.close();
    } catch (Exception e) {
      System.getLogger("ligature.render").log(System.Logger.Level.WARNING, "closing a file", e);
    }
  }

  private OfflineRender render(Decoder decoder, Patch patch, Song song) {
    OfflineRender render =
        new OfflineRender(decoder, patch, song.events(), song.morph(), voices, seed, blockFrames);
    if (song.programs() != null) {
      render.follow(song.programs());
    }
    return render;
  }

  private SoundWriter writer(Path name, Path path) throws IOException {
    return isFlac(name)
        ? new FlacWriter(path, rateHz, channels(), format)
        : new WavWriter(path, rateHz, channels(), format);
  }

  private Result result(
      Path out,
      RenderSink sink,
      long begin,
      double peakDb,
      double loudnessLufs,
      double truePeakDb,
      OfflineRender render) {
    double seconds = (System.nanoTime() - begin) * 1e-9;
    double audioSeconds = Math.max(1, sink.written()) / (double) rateHz;
    return new Result(
        out,
        sink.written(),
        rateHz,
        channels(),
        seconds / audioSeconds,
        peakDb,
        loudnessLufs,
        truePeakDb,
        render.stolen());
  }

  private static Result withFrames(Result r, long frames) {
    return new Result(
        r.out,
        frames,
        r.sampleRateHz,
        r.channels,
        r.realTimeFactor * r.frames / Math.max(1, frames),
        r.peakDb,
        r.loudnessLufs,
        r.truePeakDb,
        r.stolen);
  }
}
