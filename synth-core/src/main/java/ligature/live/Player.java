package ligature.live;

import java.util.List;
import ligature.engine.Clip;
import ligature.engine.Meters;
import ligature.latent.Timbre;
import ligature.latent.TimbreBank;
import ligature.midi.LearnMap;
import ligature.midi.MpeMode;
import ligature.modulation.ModulationMatrix;
import ligature.parameter.InsertParameter;
import ligature.parameter.Learnable;
import ligature.parameter.Parameter;
import ligature.plugin.EditorListener;
import ligature.plugin.InsertSetting;
import ligature.preset.PadTimbres;
import ligature.preset.Patch;
import ligature.rt.CaptureRing;
import ligature.tuning.Tuning;
import ligature.units.KeyPitch;

/**
 * An instrument that is playing, as a window sees it.
 *
 * <p>Threads: one, the window's; every method returns at once. Live values belong to the model
 * thread: what is set here is sent to it, what sounds is read from {@link #meters}.
 */
public interface Player extends AutoCloseable {

  /** The timbres to choose from. */
  TimbreBank bank();

  /**
   * Puts one more timbre behind those of the bank; what plays stays as it is.
   *
   * @throws IllegalArgumentException if it was encoded for another model, or its name is taken
   */
  void addTimbre(Timbre timbre);

  /**
   * Puts a timbre in the place of the bank's of the same name; what plays stays as it is.
   *
   * @throws IllegalArgumentException if it was encoded for another model, or there is none such
   */
  void replaceTimbre(Timbre timbre);

  /**
   * Plays a recorded sound once beside the instrument, in place of one that plays; null for none. A
   * recording has the instrument's level, a mix its own. The samples are at {@link #modelRateHz}.
   */
  void play(Clip clip);

  /** The sound that was loaded last. */
  Patch patch();

  /** The sound as it is turned now: {@link #patch} with the values that hold. */
  default Patch turnedPatch() {
    Patch turned = patch();
    for (int i = 0; i < Parameter.count(); i++) {
      turned = turned.with(Parameter.of(i), meters().value(Parameter.of(i)));
    }
    return turned;
  }

  /** Loads a sound: new notes play it, its parameter values hold at once. */
  void load(Patch patch);

  /**
   * Presses a key.
   *
   * @param velocity in (0, 1]
   */
  void noteOn(int key, float velocity);

  /** Lifts a key. */
  void noteOff(int key);

  /** Holds notes after their keys are lifted, or lets them go. */
  void sustain(boolean down);

  /**
   * Bends the notes that are played here.
   *
   * @param amount from -1 to 1, times the bend range
   */
  void bend(float amount);

  /**
   * Turns the modulation wheel.
   *
   * @param value from 0 to 1
   */
  void modulationWheel(float value);

  /** Silences everything, without a click. */
  void panic();

  /** Turns a parameter; the value is brought into its range. */
  void set(Parameter parameter, float value);

  /** Moves the parameters of the sound in another way, without a click and without a new sound. */
  void modulate(ModulationMatrix matrix);

  /**
   * Moves timbres on the pad that lie at points of their own; notes that sound glide there. Where
   * another timbre lies in the place of one, it fades into that one. Does nothing if there are more
   * or fewer, or if they lie at corners.
   */
  void move(PadTimbres pad);

  /**
   * Fills the insert slots, soon: to open a plugin takes its time. What is in a slot already is
   * only turned; nothing else of the sound changes.
   *
   * @param inserts at most {@link ligature.plugin.InsertChain#SLOTS}, from the first slot on
   */
  void setInserts(List<InsertSetting> inserts);

  /**
   * Turns a parameter of an insert, at once; it glides there. {@link #patch} has it then. [any
   * thread]
   *
   * @return false if there is none such, or its plugin is not open yet
   */
  boolean turnInsert(InsertParameter parameter, float value);

  /** The value that was set of an insert's parameter; NaN if there is none such. [any thread] */
  float insertValue(InsertParameter parameter);

  /**
   * Opens the editor that came with an insert's plugin, soon, or brings it to the front.
   *
   * @param title of its window
   * @param listener told what is done in it, and when it is gone or cannot be opened
   */
  void editInsert(int slot, String title, EditorListener listener);

  /** What is wrong with the inserts, a line each: they play on without. */
  List<String> insertProblems();

  /** What is wrong with the instrument now, in one line; null while nothing is. */
  String problem();

  /**
   * Lets the next MIDI controller that moves turn this parameter from then on; null for no longer.
   * What was learned is kept in the player's settings.
   */
  void learn(Learnable target);

  /** The parameter that waits for a controller; null for none. */
  Learnable learning();

  /** What was learned, ever. */
  LearnMap learned();

  /** Lets no controller turn this parameter but those that need no set-up. */
  void forget(Learnable target);

  /** Which MPE zones there are when no controller announces any. */
  MpeMode mpe();

  /** Chooses the MPE zones; they hold from now on, and are kept in the player's settings. */
  void setMpe(MpeMode mode);

  /**
   * Sends an event of {@link ligature.midi.Event} as another producer than the window would: it has
   * a ring of its own. [one thread, the remote control's]
   */
  void remote(long event);

  /** The tuning that sounds; new notes have it. */
  Tuning tuning();

  /**
   * Chooses a tuning: it sounds from the next note on, until a sound with a tuning of its own is
   * loaded, and again whenever one without is. Its A4 is that of {@link #setA4Hz}.
   */
  void tune(Tuning tuning);

  /** What {@link #tune} has chosen, whatever sounds. */
  Tuning chosenTuning();

  /** Brings back what sounded and what was chosen, as a session has kept them. */
  void restoreTuning(Tuning sounding, Tuning chosen);

  /**
   * Moves all tunings to another A4.
   *
   * @throws ligature.files.InputException if it is not in 400 to 480 Hz
   */
  void setA4Hz(double a4Hz);

  /** The pitches that a sound would have if it were loaded now. */
  KeyPitch pitches(Patch patch);

  /** Keeps the tuning whatever is loaded, or no longer. */
  void lockTuning(boolean locked);

  boolean isTuningLocked();

  /** Whether there is an input to capture from. */
  boolean canCapture();

  /**
   * Has what is heard at the input written there, mono at {@link #sampleRateHz}; null for nowhere.
   */
  void captureTo(CaptureRing ring);

  /**
   * Lets the next MIDI controller that moves be the pedal that captures, from then on; false for no
   * longer. It is kept in the player's settings.
   */
  void learnCapture(boolean on);

  /** Whether that waits for a controller. */
  boolean isLearningCapture();

  /** The controller that captures while it is down; -1 for none. */
  int captureController();

  /** Lets no controller capture. */
  void forgetCapture();

  /** Whether that controller is down. */
  boolean isCaptureDown();

  /**
   * Whether this key sounds because somebody holds it: on screen, on a MIDI keyboard, in a MIDI
   * file.
   */
  boolean isKeyDown(int key);

  Meters meters();

  /** Our own underruns since the start. */
  long underruns();

  /** Xruns that the audio server has reported since the start. */
  long xruns();

  /** From an event to its sound, in frames at {@link #sampleRateHz}. */
  int latencyFrames();

  /** The audio device's rate. */
  int sampleRateHz();

  /** What plays, for people: "JACK, 48000 Hz, period 128". */
  String audioDescription();

  /** What decodes: "cpu", "cuda:0". */
  String decoderDevice();

  /**
   * The median and the 99th percentile of the model's time a hop in milliseconds, of the last
   * seconds.
   */
  double[] modelMillis();

  /** What the model's time a hop must stay below, in milliseconds. */
  double hopMillis();

  /** The rate of the model, and of {@link Meters#frame}. */
  int modelRateHz();

  @Override
  void close();
}
