package ligature.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.render.RenderJob;

/**
 * What {@code render} says when it is done.
 *
 * @param songs in the order of the results
 * @param decoder the model's name
 */
record RenderReport(
    List<RenderJob.Result> results, List<RenderJob.Song> songs, String decoder, String device) {

  private static long count(EventList events) {
    long notes = 0;
    for (int i = 0; i < events.size(); i++) {
      notes += Event.kind(events.eventAt(i)) == Event.NOTE_ON ? 1 : 0;
    }
    return notes;
  }

  /**
   * @param json the name in the JSON object, or null for words
   */
  void print(Path json, boolean stems) {
    if (json != null) {
      printJson(json, stems);
      return;
    }
    for (int i = 0; i < results.size(); i++) {
      RenderJob.Result result = results.get(i);
      long notes = count(songs.get(i).events());
      System.out.printf(
          Locale.ROOT,
          "%s: %.1f s, %d note%s, peak %.1f dB%s, %.1f times real time%n",
          result.out(),
          (double) result.frames() / result.sampleRateHz(),
          notes,
          notes == 1 ? "" : "s",
          result.peakDb(),
          Double.isNaN(result.loudnessLufs())
              ? ""
              : String.format(
                  Locale.ROOT,
                  ", %.1f LUFS, true peak %.1f dB",
                  result.loudnessLufs(),
                  result.truePeakDb()),
          1 / result.realTimeFactor());
    }
    long stolen = results.stream().mapToLong(RenderJob.Result::stolen).sum();
    if (stolen > 0) {
      System.err.println("ligature: " + stolen + " notes were cut short; --voices gives more");
    }
  }

  private void printJson(Path out, boolean stems) {
    RenderJob.Result first = results.get(0);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("out", out.toString());
    fields.put("frames", first.frames());
    fields.put("sampleRateHz", first.sampleRateHz());
    fields.put("channels", first.channels());
    fields.put("notes", songs.stream().mapToLong(s -> count(s.events())).sum());
    fields.put(
        "realTimeFactor",
        Json.round(results.stream().mapToDouble(RenderJob.Result::realTimeFactor).sum()));
    fields.put(
        "peakDb",
        Json.round(results.stream().mapToDouble(RenderJob.Result::peakDb).max().orElseThrow()));
    if (!Double.isNaN(first.loudnessLufs())) {
      fields.put("loudnessLufs", number(first.loudnessLufs()));
      fields.put("truePeakDb", number(first.truePeakDb()));
    }
    fields.put("decoder", decoder);
    fields.put("device", device);
    if (stems) {
      List<Map<String, Object>> list = new ArrayList<>();
      for (int i = 0; i < results.size(); i++) {
        Map<String, Object> stem = new LinkedHashMap<>();
        stem.put("out", results.get(i).out().toString());
        stem.put("frames", results.get(i).frames());
        stem.put("notes", count(songs.get(i).events()));
        stem.put("peakDb", Json.round(results.get(i).peakDb()));
        list.add(stem);
      }
      fields.put("stems", list);
    }
    Json.print(fields);
  }

  /** JSON has no infinity, the loudness of silence. */
  private static Double number(double value) {
    return Double.isFinite(value) ? Json.round(value) : null;
  }
}
