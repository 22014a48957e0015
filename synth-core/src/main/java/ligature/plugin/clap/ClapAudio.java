package ligature.plugin.clap;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The audio ports of one direction: {@code clap_audio_buffer_t[]} and the memory of all channels.
 * Of the main port the first two channels are ours; the others stay silent.
 *
 * <p>Threads: one at a time.
 */
final class ClapAudio {

  private static final int BUFFER_BYTES = 32;

  // clap_audio_port_info_t
  private static final int PORT_INFO_BYTES = 288;
  private static final int FLAGS = 260;
  private static final int CHANNEL_COUNT = 264;

  /**
   * The ports of a plugin in one direction.
   *
   * @param channels of each port
   * @param main which port carries the sound, -1 if there is none
   */
  record Layout(int[] channels, int main) {

    /** Reads it. [main] */
    static Layout read(Pointer plugin, Pointer extension, boolean isInput) {
      if (extension == null) {
        return new Layout(new int[0], -1);
      }
      byte input = (byte) (isInput ? 1 : 0);
      int count = ClapLibrary.function(extension, 0).invokeInt(new Object[] {plugin, input});
      int[] channels = new int[count];
      int main = count > 0 ? 0 : -1;
      Memory info = new Memory(PORT_INFO_BYTES);
      for (int i = count - 1; i >= 0; i--) {
        info.clear();
        ClapLibrary.function(extension, 8).invokeInt(new Object[] {plugin, i, input, info});
        channels[i] = info.getInt(CHANNEL_COUNT);
        main = (info.getInt(FLAGS) & Clap.IS_MAIN) != 0 ? i : main;
      }
      return new Layout(channels, main);
    }

    /** The channels of the main port. */
    int mainChannels() {
      return main < 0 ? 0 : channels[main];
    }
  }

  private final Layout layout;
  private final Memory buffers;
  private final List<Memory> kept = new ArrayList<>();
  private FloatBuffer left;
  private FloatBuffer right;

  ClapAudio(Layout layout, int maxFrames) {
    this.layout = layout;
    int ports = layout.channels().length;
    buffers = new Memory((long) BUFFER_BYTES * Math.max(1, ports));
    buffers.clear();
    for (int port = 0; port < ports; port++) {
      int channels = layout.channels()[port];
      Memory pointers = new Memory(8L * Math.max(1, channels));
      pointers.clear();
      kept.add(pointers);
      for (int channel = 0; channel < channels; channel++) {
        Memory samples = new Memory(4L * maxFrames);
        samples.clear();
        kept.add(samples);
        pointers.setPointer(8L * channel, samples);
        if (port == layout.main()) {
          view(channel, samples);
        }
      }
      long at = (long) port * BUFFER_BYTES;
      buffers.setPointer(at, pointers);
      buffers.setInt(at + 16, channels);
    }
  }

  private void view(int channel, Memory samples) {
    FloatBuffer view = samples.getByteBuffer(0, samples.size()).asFloatBuffer();
    if (channel == 0) {
      left = view;
      right = view;
    } else if (channel == 1) {
      right = view;
    }
  }

  Pointer buffers() {
    return buffers;
  }

  int ports() {
    return layout.channels().length;
  }

  /** Both sides, or their mean where there is one channel. */
  void write(float[] l, float[] r, int frames) {
    if (layout.mainChannels() > 1) {
      left.put(0, l, 0, frames);
      right.put(0, r, 0, frames);
    } else if (layout.mainChannels() == 1) {
      for (int i = 0; i < frames; i++) {
        left.put(i, 0.5f * (l[i] + r[i]));
      }
    }
  }

  /** Both sides, twice the one where there is one channel; nothing where there is none. */
  void read(float[] l, float[] r, int frames) {
    if (layout.mainChannels() > 0) {
      left.get(0, l, 0, frames);
      right.get(0, r, 0, frames);
    }
  }
}
