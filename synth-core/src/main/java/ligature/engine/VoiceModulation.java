package ligature.engine;

import ligature.modulation.Modulator;
import ligature.parameter.Parameter;
import ligature.preset.Layer;
import ligature.voice.ValuesByVoice;
import ligature.voice.VoiceValues;

/**
 * Gives every voice what the modulator makes of its parameters, which are the instrument's or its
 * part's own. Threads: {@code [model-thread]}; no allocation after the constructor.
 */
final class VoiceModulation implements ValuesByVoice {

  private final Modulator modulator;
  private final Slot[] slots;

  VoiceModulation(Modulator modulator, int slots) {
    this.modulator = modulator;
    this.slots = new Slot[slots];
    for (int i = 0; i < slots; i++) {
      this.slots[i] = new Slot(i);
    }
  }

  @Override
  public VoiceValues begin(
      int slot, Layer layer, int channel, int key, float velocity, long ordinal) {
    modulator.begin(slot, channel, key, velocity, ordinal);
    slots[slot].layer = layer;
    slots[slot].begins = true;
    return slots[slot];
  }

  @Override
  public VoiceValues next(int slot, int channel, int key, float pressure, float slide, boolean up) {
    modulator.advance(slot, channel, key, pressure, slide, up);
    slots[slot].begins = false;
    return slots[slot];
  }

  private final class Slot implements VoiceValues {

    private final int number;
    private Layer layer;
    private boolean begins;

    Slot(int number) {
      this.number = number;
    }

    @Override
    public float value(Parameter parameter) {
      float own = layer.own(parameter);
      if (!Float.isNaN(own)) {
        return modulator.moved(own, number, parameter);
      }
      return begins ? modulator.target(number, parameter) : modulator.value(number, parameter);
    }
  }
}
