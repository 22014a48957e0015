package ligature.testing;

import ligature.engine.Instrument;
import ligature.engine.Meters;
import ligature.midi.EventList;
import ligature.midi.MidiParser;
import ligature.midi.MpeMode;
import ligature.model.Decoder;
import ligature.parameter.Parameter;
import ligature.preset.Patch;

/** An instrument that is played with MIDI bytes, and what is heard of it. */
public final class Played {

  private final EventList events = new EventList();
  private final MidiParser parser = new MidiParser(events::add);
  private final Decoder decoder;
  private Patch patch;
  private Instrument instrument;
  private final Meters meters = new Meters();
  private float[] stereo = new float[0];
  private int voices = 8;
  private MpeMode mpe = MpeMode.AUTO;
  private long seed = 1;

  public Played(Patch patch) {
    this(patch, ToneTimbres.decoder());
  }

  public Played(Patch patch, Decoder decoder) {
    this.patch = patch;
    this.decoder = decoder;
  }

  public Played with(Parameter parameter, float value) {
    patch = patch.with(parameter, value);
    return this;
  }

  public Played with(Parameter parameter, Enum<?> choice) {
    return with(parameter, choice.ordinal());
  }

  public Played mpe(MpeMode zones) {
    mpe = zones;
    return this;
  }

  public Played voices(int count) {
    voices = count;
    return this;
  }

  public Played seed(long newSeed) {
    seed = newSeed;
    return this;
  }

  /** Sends the bytes of one or more messages at a frame. */
  public Played midi(long frame, int... bytes) {
    byte[] message = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      message[i] = (byte) bytes[i];
    }
    parser.parse(frame, message, message.length);
    return this;
  }

  public Played on(long frame, int channel, int key, int velocity) {
    return midi(frame, 0x90 | channel, key, velocity);
  }

  public Played off(long frame, int channel, int key) {
    return midi(frame, 0x80 | channel, key, 64);
  }

  public Played controller(long frame, int channel, int number, int value) {
    return midi(frame, 0xB0 | channel, number, value);
  }

  /** A bend of 14 bits, 8192 being the middle. */
  public Played bend(long frame, int channel, int bits) {
    return midi(frame, 0xE0 | channel, bits & 127, bits >> 7);
  }

  public Played event(long frame, long event) {
    events.add(frame, event);
    return this;
  }

  /** Renders so many frames from the beginning. */
  public Played render(int frames) {
    return render(frames, 480);
  }

  /** Renders so many frames from the beginning, in blocks. */
  public Played render(int frames, int block) {
    instrument = new Instrument(decoder, voices, seed, patch, meters);
    instrument.setMpe(mpe);
    instrument.addSource(events.shifted(0));
    stereo = new float[2 * frames];
    for (int done = 0; done < frames; ) {
      int n = Math.min(block, frames - done);
      instrument.render(stereo, done, n);
      done += n;
    }
    return this;
  }

  public float[] left() {
    return Audio.left(stereo);
  }

  public float[] right() {
    float[] mono = new float[stereo.length / 2];
    for (int i = 0; i < mono.length; i++) {
      mono[i] = stereo[2 * i + 1];
    }
    return mono;
  }

  /** Left and right, interleaved. */
  public float[] stereo() {
    return stereo;
  }

  public Instrument instrument() {
    return instrument;
  }

  public Meters meters() {
    return meters;
  }
}
