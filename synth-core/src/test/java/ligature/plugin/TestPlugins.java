package ligature.plugin;

import java.nio.charset.StandardCharsets;
import java.util.List;
import ligature.files.InputException;

/** Plugins whose output can be computed, and some that fail. */
final class TestPlugins {

  static final int LATE_FRAMES = 37;
  static final int TAIL_FRAMES = 1000;
  private static final int FAILS_AT_CALL = 80;

  int open;
  int closed;
  int calls;
  String restored;

  Plugin open(String id) {
    Plugin plugin =
        switch (id) {
          case "test:gain" ->
              new Simple() {
                @Override
                public List<PluginParameter> parameters() {
                  return List.of(PluginParameter.linear("gain", "Gain", "", 0, 4, 1));
                }

                private float now = Float.NaN;

                @Override
                public void process(float[] left, float[] right, int frames) {
                  now = Float.isNaN(now) ? value : now;
                  step = (value - now) / frames; // as a plugin should that would be heard stepping
                  super.process(left, right, frames);
                  now = value;
                }

                private float step;
                private boolean isRight;

                @Override
                float next(float x) {
                  now += isRight ? 0 : step;
                  isRight = !isRight;
                  return x * now;
                }
              };
          case "test:invert" ->
              new Simple() {
                @Override
                float next(float x) {
                  return -x;
                }
              };
          case "test:square" ->
              new Simple() {
                @Override
                float next(float x) {
                  return x * x;
                }
              };
          case "test:throws" ->
              new Simple() {
                @Override
                float next(float x) {
                  if (called == FAILS_AT_CALL) {
                    throw new IllegalStateException("on purpose");
                  }
                  return x;
                }
              };
          case "test:nan" ->
              new Simple() {
                @Override
                float next(float x) {
                  return called == FAILS_AT_CALL ? Float.NaN : x;
                }
              };
          case "test:loud" ->
              new Simple() {
                @Override
                float next(float x) {
                  return called == FAILS_AT_CALL ? 1e9f : x;
                }
              };
          case "test:late" -> new Late();
          case "test:tail" ->
              new Simple() {
                @Override
                public long tailFrames() {
                  return TAIL_FRAMES;
                }

                @Override
                float next(float x) {
                  return x;
                }
              };
          case "test:state" -> new Remembering();
          case "test:clicks" -> new Clicks();
          default -> throw new InputException(id + ": there is no such plugin");
        };
    open++;
    return plugin;
  }

  /** Adds to a list what is played. */
  Plugin hearing(java.util.List<NoteEvent> heard) {
    return new Clicks() {
      @Override
      public void play(int frame, NoteEvent event, int channel, int number, float value) {
        heard.add(event);
      }
    };
  }

  /** Both sides alike, sample by sample. */
  private abstract class Simple implements Plugin {

    float value = 1;
    int called;

    abstract float next(float x);

    @Override
    public List<PluginParameter> parameters() {
      return List.of();
    }

    @Override
    public void prepare(int rateHz, int maxFrames) {}

    @Override
    public void set(int index, float newValue) {
      value = newValue;
    }

    @Override
    public void process(float[] left, float[] right, int frames) {
      calls++;
      called++;
      for (int i = 0; i < frames; i++) {
        left[i] = next(left[i]);
        right[i] = next(right[i]);
      }
    }

    @Override
    public long tailFrames() {
      return 0;
    }

    @Override
    public void reset() {}

    @Override
    public void close() {
      closed++;
    }
  }

  private final class Late extends Simple {

    private final float[] line = new float[2 * LATE_FRAMES];
    private int at;

    @Override
    public int latencyFrames() {
      return LATE_FRAMES;
    }

    @Override
    float next(float x) { // left and right take turns
      float old = line[at];
      line[at] = x;
      at = (at + 1) % line.length;
      return old;
    }
  }

  /**
   * An instrument: a click of the velocity's height at the frame of a note-on, and nothing else.
   */
  private class Clicks extends Simple {

    private final float[] clicks = new float[128];

    @Override
    public boolean takesNotes() {
      return true;
    }

    @Override
    public void play(int frame, NoteEvent event, int channel, int number, float velocity) {
      if (event == NoteEvent.NOTE_ON) {
        clicks[frame] += velocity;
      }
    }

    @Override
    public void process(float[] left, float[] right, int frames) {
      calls++;
      System.arraycopy(clicks, 0, left, 0, frames);
      System.arraycopy(clicks, 0, right, 0, frames);
      java.util.Arrays.fill(clicks, 0);
    }

    @Override
    float next(float x) {
      return x;
    }
  }

  private final class Remembering extends Simple {

    @Override
    float next(float x) {
      return x;
    }

    @Override
    public byte[] state() {
      return "remember".getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void restore(byte[] state) {
      restored = new String(state, StandardCharsets.UTF_8);
    }
  }
}
