package ligature.audio.javasound;

import java.util.Locale;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.Line;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;
import ligature.audio.AudioServer;
import ligature.audio.AudioServerProvider;
import ligature.audio.AudioSettings;
import ligature.files.InputException;

/** Opens a stereo line of the default sound card, or of a named one. */
public final class JavaSoundProvider implements AudioServerProvider {

  static final String NAME = "javasound";

  /** What is tried where no rate is asked for: the model's own first. */
  private static final int[] RATES_HZ = {48_000, 44_100, 96_000, 88_200, 192_000, 32_000};

  private static final int[] BITS = {24, 16};

  /** Below 10 ms the JDK's ALSA driver stutters on many machines. */
  private static final int DEFAULT_PERIOD_FRAMES = 512;

  /** Periods in the line's own buffer: one plays while the next is written, one is spare. */
  private static final int PERIODS = 3;

  /** What is captured is mono; a card that has no mono line has its channels mixed. */
  private static final int[] CAPTURE_CHANNELS = {1, 2};

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public AudioServer open(AudioSettings settings) {
    int period = settings.periodFrames() > 0 ? settings.periodFrames() : DEFAULT_PERIOD_FRAMES;
    int[] rates = settings.rateHz() > 0 ? new int[] {settings.rateHz()} : RATES_HZ;
    int[] widths = settings.bits() > 0 ? new int[] {settings.bits()} : BITS;
    boolean there = false;
    for (int rate : rates) {
      for (int bits : widths) {
        AudioFormat format = new AudioFormat(rate, bits, 2, true, false);
        try {
          SourceDataLine line = (SourceDataLine) line(SourceDataLine.class, settings, format);
          there = true;
          line.open(format, period * PERIODS * format.getFrameSize());
          return new JavaSoundServer(
              line, period, settings.capture() ? input(settings, rate) : null);
        } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
          System.getLogger("ligature.audio")
              .log(System.Logger.Level.DEBUG, rate + " Hz, " + bits + " bits refused", e);
        }
      }
    }
    String asked =
        (settings.rateHz() > 0 ? settings.rateHz() + " Hz" : "any rate")
            + (settings.bits() > 0 ? " with " + settings.bits() + " bits" : "");
    throw new InputException(
        "javasound: "
            + (there
                ? "the sound card refused " + asked + ", or another program has it"
                : "no sound card can be opened at " + asked));
  }

  private static TargetDataLine input(AudioSettings settings, int rateHz) {
    Exception refused = null;
    for (int bits : BITS) {
      for (int channels : CAPTURE_CHANNELS) {
        AudioFormat format = new AudioFormat(rateHz, bits, channels, true, false);
        try {
          TargetDataLine line = (TargetDataLine) line(TargetDataLine.class, settings, format);
          line.open(format);
          return line;
        } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
          refused = e;
        }
      }
    }
    throw new InputException(
        "javasound: no input can be opened at " + rateHz + " Hz to capture from", refused);
  }

  private static Line line(Class<?> kind, AudioSettings settings, AudioFormat format)
      throws LineUnavailableException {
    DataLine.Info wanted = new DataLine.Info(kind, format);
    if (settings.deviceName().isEmpty()) {
      return AudioSystem.getLine(wanted);
    }
    String name = settings.deviceName().toLowerCase(Locale.ROOT);
    for (Mixer.Info info : AudioSystem.getMixerInfo()) {
      if (info.getName().toLowerCase(Locale.ROOT).contains(name)) {
        return AudioSystem.getMixer(info).getLine(wanted);
      }
    }
    throw new InputException(
        "javasound: there is no device " + settings.deviceName() + "; see: ligature devices");
  }
}
