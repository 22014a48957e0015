package ligature.audio.javasound;

import java.util.Locale;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;
import ligature.audio.AudioServer;
import ligature.audio.AudioServerProvider;
import ligature.audio.AudioSettings;
import ligature.files.InputException;

/** Opens a stereo line of the default sound card, or of a named one. */
public final class JavaSoundProvider implements AudioServerProvider {

  static final String NAME = "javasound";

  private static final int DEFAULT_RATE_HZ = 48_000;

  /** Below 10 ms the JDK's ALSA driver stutters on many machines. */
  private static final int DEFAULT_PERIOD_FRAMES = 512;

  /** Periods in the line's own buffer: one plays while the next is written, one is spare. */
  private static final int PERIODS = 3;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public AudioServer open(AudioSettings settings) {
    int rate = settings.rateHz() > 0 ? settings.rateHz() : DEFAULT_RATE_HZ;
    int period = settings.periodFrames() > 0 ? settings.periodFrames() : DEFAULT_PERIOD_FRAMES;
    String reason = "no sound card can be opened at " + rate + " Hz";
    for (int bits : new int[] {24, 16}) {
      AudioFormat format = new AudioFormat(rate, bits, 2, true, false);
      try {
        SourceDataLine line = line(settings.deviceName(), format);
        line.open(format, period * PERIODS * format.getFrameSize());
        return new JavaSoundServer(line, period);
      } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
        System.getLogger("ligature.audio")
            .log(System.Logger.Level.DEBUG, bits + " bits refused", e);
        if (e instanceof LineUnavailableException) {
          reason = "the sound card refused " + rate + " Hz or another program has it";
        }
      }
    }
    throw new InputException("javasound: " + reason);
  }

  private static SourceDataLine line(String deviceName, AudioFormat format)
      throws LineUnavailableException {
    DataLine.Info wanted = new DataLine.Info(SourceDataLine.class, format);
    if (deviceName.isEmpty()) {
      return (SourceDataLine) AudioSystem.getLine(wanted);
    }
    for (Mixer.Info info : AudioSystem.getMixerInfo()) {
      if (info.getName().toLowerCase(Locale.ROOT).contains(deviceName.toLowerCase(Locale.ROOT))) {
        return (SourceDataLine) AudioSystem.getMixer(info).getLine(wanted);
      }
    }
    throw new InputException(
        "javasound: there is no device " + deviceName + "; see: ligature devices");
  }
}
