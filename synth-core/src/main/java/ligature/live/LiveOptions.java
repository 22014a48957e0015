package ligature.live;

import java.util.List;
import ligature.audio.AudioSettings;
import ligature.midi.EventList;
import ligature.model.ComputeDevice;
import ligature.model.Model;
import ligature.preset.Patch;

/**
 * What a live session is made of.
 *
 * @param audio "auto", "jack", "javasound" or "none"
 * @param voices the polyphony
 * @param latencyFrames frames rendered ahead of the device's period, at its rate; 0 for two hops
 * @param midiInputs parts of device names, or "all"; empty for none
 * @param song a MIDI file's events at the model's rate, null for none
 */
public record LiveOptions(
    Model model,
    ComputeDevice device,
    Patch patch,
    int voices,
    String audio,
    AudioSettings audioSettings,
    int latencyFrames,
    List<String> midiInputs,
    EventList song) {}
