package ligature.neural.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import ligature.plugin.NoteEvent;

/**
 * The voices of a model that is played from the keys, and what the keys, wheels and pedals are at.
 * Where all voices play, the oldest gives way: of those whose keys are up, if there are any.
 *
 * <p>Threads: one at a time.
 */
final class KeyVoices implements AutoCloseable {

  private static final int CHANNELS = 16;
  private static final int KEYS = 128;
  private static final int SUSTAIN_PEDAL = 64;

  private final List<KeyVoice> voices = new ArrayList<>();
  private final float[] tuning = new float[CHANNELS * KEYS];
  private final float[] bend = new float[CHANNELS];
  private final boolean[] pedal = new boolean[CHANNELS];
  private final KeyParameters turned;
  private final float[] pad;
  private long notes;

  /**
   * @param loader gives a voice with an instance of the model of its own
   * @param pad the weights of the corners as they are now
   */
  KeyVoices(Supplier<KeyVoice> loader, int count, KeyParameters turned, float[] pad) {
    this.turned = turned;
    this.pad = pad;
    try {
      for (int i = 0; i < count; i++) {
        voices.add(loader.get());
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  void warmUp() {
    voices.forEach(KeyVoice::warmUp);
  }

  /** Something is played in the next frame. */
  void take(NoteEvent event, int channel, int number, float value) {
    switch (event) {
      case NOTE_ON -> press(channel, number, value);
      case NOTE_OFF -> lift(channel, number);
      case KEY_TUNING -> tuning[channel * KEYS + number] = value;
      case PITCH_BEND -> bend[channel] = value;
      case CONTROLLER -> {
        if (number == SUSTAIN_PEDAL) {
          hold(channel, value >= 0.5f);
        }
      }
      case ALL_NOTES_OFF -> {
        pedal[channel] = false;
        for (KeyVoice voice : voices) {
          if (voice.isOn(channel)) {
            voice.lift();
          }
        }
      }
      case ALL_SOUND_OFF -> {
        for (KeyVoice voice : voices) {
          if (voice.isOn(channel)) {
            voice.fade(turned, pad, bend[channel]);
          }
        }
      }
      default -> {
        // pressure moves nothing here
      }
    }
  }

  private void press(int channel, int key, float velocity) {
    lift(channel, key, false);
    KeyVoice free = null;
    KeyVoice oldest = null;
    for (KeyVoice voice : voices) {
      if (!voice.isPlaying()) {
        free = free == null ? voice : free;
      } else if (oldest == null || goesBefore(voice, oldest)) {
        oldest = voice;
      }
    }
    if (free == null) {
      oldest.fade(turned, pad, bend[oldest.channel()]);
      free = oldest;
    }
    free.begin(channel, key, tuning[channel * KEYS + key], velocity, notes++, pad);
  }

  private static boolean goesBefore(KeyVoice voice, KeyVoice other) {
    return voice.isReleased() != other.isReleased()
        ? voice.isReleased()
        : voice.ordinal() < other.ordinal();
  }

  private void lift(int channel, int key) {
    tuning[channel * KEYS + key] = 0;
    lift(channel, key, pedal[channel]);
  }

  private void lift(int channel, int key, boolean held) {
    for (KeyVoice voice : voices) {
      if (voice.isHeldBy(channel, key)) {
        if (held) {
          voice.keyUp();
        } else {
          voice.lift();
        }
      }
    }
  }

  private void hold(int channel, boolean isDown) {
    pedal[channel] = isDown;
    for (KeyVoice voice : voices) {
      if (!isDown && voice.isOn(channel) && !voice.isDown(channel)) {
        voice.lift();
      }
    }
  }

  /** Adds all that sounds to {@code left[from, to)} and {@code right[from, to)}. */
  void render(float[] left, float[] right, int from, int to) {
    for (KeyVoice voice : voices) {
      voice.render(left, right, from, to, turned, pad, bend[voice.channel()]);
    }
  }

  @Override
  public void close() {
    voices.forEach(KeyVoice::close);
    voices.clear();
  }
}
