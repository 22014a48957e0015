package ligature.render;

import java.io.IOException;
import ligature.rt.FrameRing;
import ligature.soundfile.Resampler;
import ligature.soundfile.SoundWriter;

/** From the engine's blocks to a file's rate and channels. Threads: one. */
final class RenderSink implements OfflineRender.Sink {

  private static final int SILENCE_FRAMES = 4096;

  private final SoundWriter writer;
  private final int fromHz;
  private final int rateHz;
  private final boolean mono;
  private final Resampler resampler;
  private float[] converted = new float[0];
  private long received;
  private long written;
  private float peak;

  RenderSink(SoundWriter writer, int fromHz, int rateHz, boolean mono) {
    this.writer = writer;
    this.fromHz = fromHz;
    this.rateHz = rateHz;
    this.mono = mono;
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

  /** Adds silence up to a length. */
  void pad(long toFrames) throws IOException {
    while (written < toFrames) {
      float[] silence = new float[SILENCE_FRAMES * FrameRing.CHANNELS];
      write(silence, (int) Math.min(SILENCE_FRAMES, toFrames - written));
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

  /** Frames in the file. */
  long written() {
    return written;
  }

  /** The highest sample. */
  float peak() {
    return peak;
  }
}
