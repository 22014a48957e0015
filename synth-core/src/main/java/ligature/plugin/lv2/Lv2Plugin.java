package ligature.plugin.lv2;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ligature.plugin.Editable;
import ligature.plugin.EditorExchange;
import ligature.plugin.NativeEditor;
import ligature.plugin.NoteEvent;
import ligature.plugin.Plugin;
import ligature.plugin.PluginParameter;

/**
 * An LV2 plugin in a slot. One with one input and one output runs twice, once a side; where there
 * is one input for two outputs it gets both sides' mean.
 */
final class Lv2Plugin implements Plugin, Editable {

  private static final int NO_PORT = -1;

  private final Lv2World world;
  private final Lv2Type type;
  private final List<PluginParameter> parameters = new ArrayList<>();
  private final List<Lv2Port> turned = new ArrayList<>();
  private Lv2Instance[] instances = {};
  private byte[] restored = new byte[0];
  private int frames;
  private final int latencyPort;
  private int latencyFrames;
  private boolean offline;
  private volatile EditorExchange place;

  /** Null while there is no place to meet the editor. */
  private volatile EditorTalk talk;

  Lv2Plugin(Lv2World world, Lv2Type type) {
    this.world = world;
    this.type = type;
    latencyPort = latencyPort(type);
    for (Lv2Port port : type.ports()) {
      if (port.parameter() != null) {
        turned.add(port);
        parameters.add(port.parameter());
      }
    }
  }

  @Override
  public List<PluginParameter> parameters() {
    return parameters;
  }

  @Override
  public Map<String, Map<String, Float>> presets() {
    return Lv2State.presets(world, type);
  }

  @Override
  public void restore(byte[] state) {
    restored = state;
  }

  @Override
  public void prepare(int rateHz, int maxFrames) {
    frames = maxFrames;
    boolean dual =
        type.count(Lv2Port.Kind.AUDIO, true) == 1 && type.count(Lv2Port.Kind.AUDIO, false) == 1;
    Lv2Instance[] made = new Lv2Instance[dual ? 2 : 1];
    try {
      for (int i = 0; i < made.length; i++) {
        made[i] = new Lv2Instance(world, type, rateHz, maxFrames);
        if (restored.length > 0) {
          Lv2State.restore(world, type, made[i], restored);
        } else if (type.wantsDefaultState()) {
          Lv2State.restoreDefault(world, type, made[i]);
        }
      }
    } catch (RuntimeException e) {
      closeAll(made);
      throw e;
    }
    instances = made;
    if (place != null) {
      meetAt(place);
    }
    setOffline(offline);
    for (Lv2Instance instance : instances) {
      instance.activate();
      instance.run(); // with silence: only now a port says how late it is
    }
    latencyFrames = reportedLatency();
  }

  private static int latencyPort(Lv2Type type) {
    return type.ports().stream()
        .filter(p -> p.role() == Lv2Port.Role.LATENCY && p.kind() == Lv2Port.Kind.CONTROL)
        .mapToInt(Lv2Port::index)
        .findFirst()
        .orElse(NO_PORT);
  }

  /** It may say another one after every run. */
  private int reportedLatency() {
    float reported = latencyPort == NO_PORT ? 0 : instances[0].control(latencyPort);
    return reported > 0 && reported < 10e6f ? Math.round(reported) : 0;
  }

  @Override
  public void set(int index, float value) {
    for (Lv2Instance instance : instances) {
      instance.control(turned.get(index).index(), value);
    }
  }

  @Override
  public void process(float[] left, float[] right, int count) {
    if (count != frames) {
      throw new IllegalArgumentException("prepared for blocks of " + frames + ": " + count);
    }
    EditorTalk now = talk;
    if (now != null) {
      now.listen();
    }
    run(left, right, count);
    latencyFrames = reportedLatency();
    if (now != null) {
      now.show();
    }
  }

  private void run(float[] left, float[] right, int count) {
    if (instances.length == 2) {
      processSide(instances[0], left);
      processSide(instances[1], right);
      return;
    }
    FloatBuffer[] in = instances[0].inputs();
    FloatBuffer[] out = instances[0].outputs();
    if (in.length == 1) {
      for (int i = 0; i < count; i++) {
        in[0].put(i, 0.5f * (left[i] + right[i]));
      }
    } else if (in.length > 1) {
      in[0].put(0, left, 0, count);
      in[1].put(0, right, 0, count);
    }
    instances[0].run();
    if (out.length > 0) {
      out[0].get(0, left, 0, count);
      out[Math.min(1, out.length - 1)].get(0, right, 0, count);
    }
  }

  private void processSide(Lv2Instance instance, float[] samples) {
    instance.inputs()[0].put(0, samples, 0, frames);
    instance.run();
    instance.outputs()[0].get(0, samples, 0, frames);
  }

  @Override
  public NativeEditor editor() {
    return Lv2Editor.read(world, type);
  }

  @Override
  public synchronized EditorExchange exchange() {
    if (place == null) {
      meetAt(EditorExchange.inside());
    }
    return place;
  }

  @Override
  public synchronized void meetAt(EditorExchange where) {
    talk = new EditorTalk(where, instances, type.outputs());
    place = where;
  }

  @Override
  public boolean takesNotes() {
    return type.takesMidi();
  }

  /** By MIDI 1.0, which knows no other pitches than those of the keys. */
  @Override
  public void play(int frame, NoteEvent event, int channel, int number, float value) {
    int message = event.toMidi(channel, number, value);
    for (int i = 0; message != 0 && i < instances.length; i++) {
      instances[i].midi(frame, message & 255, message >> 8 & 255, message >> 16);
    }
  }

  @Override
  public int latencyFrames() {
    return latencyFrames;
  }

  /** What has neither sound nor notes to follow sounds by itself. */
  @Override
  public long tailFrames() {
    boolean follows = type.count(Lv2Port.Kind.AUDIO, true) > 0 || type.takesMidi();
    return follows ? UNKNOWN_TAIL : ENDLESS_TAIL;
  }

  /** LV2 knows no way that would be safe while it runs: what still sounds, sounds on. */
  @Override
  public void reset() {}

  @Override
  public void setOffline(boolean isOffline) {
    offline = isOffline;
    for (Lv2Instance instance : instances) {
      instance.worker().setOffline(isOffline);
      for (Lv2Port port : type.ports()) {
        if (port.role() == Lv2Port.Role.FREE_WHEELING) {
          instance.control(port.index(), isOffline ? 1 : 0);
        }
      }
    }
  }

  /** Both sides have the same state but what differs in the sound. */
  @Override
  public byte[] state() {
    return instances.length == 0 ? restored : Lv2State.save(world, type, instances[0]);
  }

  @Override
  public void close() {
    closeAll(instances);
    instances = new Lv2Instance[0];
  }

  private static void closeAll(Lv2Instance[] all) {
    for (Lv2Instance instance : all) {
      if (instance != null) {
        instance.close();
      }
    }
  }
}
