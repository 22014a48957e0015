package ligature.render;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.DoubleConsumer;
import ligature.files.AtomicOutput;
import ligature.midi.EventList;
import ligature.model.Decoder;
import ligature.preset.Patch;
import ligature.rt.FrameRing;
import ligature.soundfile.Resampler;
import ligature.soundfile.SampleFormat;
import ligature.soundfile.WavWriter;
import ligature.units.Decibels;

/**
 * One render to one WAV file, whole or not at all.
 *
 * @param rateHz of the file; another one than the model's is resampled to
 * @param mono one channel, the mean of both
 * @param voices the polyphony
 * @param blockFrames frames rendered at a time; the file does not depend on it
 */
public record RenderJob(
    Path out,
    int rateHz,
    SampleFormat format,
    boolean mono,
    int voices,
    long seed,
    int blockFrames) {

  /**
   * What was rendered.
   *
   * @param realTimeFactor time spent over audio made: below 1 is faster than real time
   * @param peakDb the highest sample of the file
   * @param stolen notes cut short because there were more than voices
   */
  public record Result(
      long frames,
      int sampleRateHz,
      int channels,
      double realTimeFactor,
      double peakDb,
      long stolen) {}

  /**
   * Renders.
   *
   * @throws ligature.files.InputException if the file cannot be written
   */
  public Result run(Decoder decoder, Patch patch, EventList events, DoubleConsumer progress) {
    OfflineRender render = new OfflineRender(decoder, patch, events, voices, seed, blockFrames);
    int channels = mono ? 1 : FrameRing.CHANNELS;
    long begin = System.nanoTime();
    try (AtomicOutput output = AtomicOutput.to(out);
        WavWriter writer = new WavWriter(output.path(), rateHz, channels, format)) {
      FileSink sink = new FileSink(writer, decoder.sampleRateHz());
      render.run(sink, progress);
      sink.flush();
      writer.finish();
      output.commit();
      double seconds = (System.nanoTime() - begin) * 1e-9;
      double audioSeconds = Math.max(1, sink.written) / (double) rateHz;
      return new Result(
          sink.written,
          rateHz,
          channels,
          seconds / audioSeconds,
          Decibels.fromFactor(sink.peak),
          render.stolen());
    } catch (IOException e) {
      throw AtomicOutput.asInput(out, e);
    }
  }

  /** From the engine's blocks to the file's rate and channels. */
  private final class FileSink implements OfflineRender.Sink {

    private final WavWriter writer;
    private final int fromHz;
    private final Resampler resampler;
    private float[] converted = new float[0];
    private long received;
    private long written;
    private float peak;

    FileSink(WavWriter writer, int fromHz) {
      this.writer = writer;
      this.fromHz = fromHz;
      resampler = fromHz == rateHz ? null : new Resampler(fromHz, rateHz, FrameRing.CHANNELS);
    }

    @Override
    public void accept(float[] samples, int frames) throws IOException {
      received += frames;
      if (resampler == null) {
        write(samples, frames);
        return;
      }
      int most = resampler.mostOutput(frames) * FrameRing.CHANNELS;
      if (converted.length < most) {
        converted = new float[most];
      }
      write(converted, resampler.process(samples, frames, converted));
    }

    /** The resampler still holds the end. */
    void flush() throws IOException {
      if (resampler != null) {
        long whole = received * rateHz / fromHz;
        int tail = resampler.delayFrames() + 1;
        float[] out = new float[resampler.mostOutput(tail) * FrameRing.CHANNELS];
        int frames = resampler.process(new float[tail * FrameRing.CHANNELS], tail, out);
        write(out, (int) Math.min(frames, whole - written));
      }
    }

    private void write(float[] samples, int frames) throws IOException {
      if (mono) {
        for (int i = 0; i < frames; i++) {
          samples[i] = 0.5f * (samples[2 * i] + samples[2 * i + 1]);
        }
      }
      int count = frames * (mono ? 1 : FrameRing.CHANNELS);
      for (int i = 0; i < count; i++) {
        peak = Math.max(peak, Math.abs(samples[i]));
      }
      writer.write(samples, 0, frames);
      written += frames;
    }
  }
}
