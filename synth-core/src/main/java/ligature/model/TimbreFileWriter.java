package ligature.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import ligature.latent.Timbre;
import ligature.latent.TimbreZone;

/** Writes what {@link TimbreFile} reads: a timbre of one's own. */
public final class TimbreFileWriter {

  private static final ObjectMapper JSON = new ObjectMapper();

  private TimbreFileWriter() {}

  /** Writes a timbre with its recordings; whole or not at all if the path is an AtomicOutput's. */
  public static void write(Path file, TimbreDocument document) throws IOException {
    Timbre timbre = document.timbre();
    String name = timbre.name();
    int zones = timbre.zoneCount();
    ArrayNode list = JSON.createArrayNode();
    ObjectNode node = list.addObject();
    node.put("name", name).put("title", timbre.title()).put("family", timbre.family());
    node.put("familyGiven", document.familyGiven());
    node.put("source", document.source()).put("licence", document.licence());
    node.put("sustains", timbre.sustains()).put("steps", timbre.steps());
    node.put("loopStart", timbre.loopStart()).put("loopEnd", timbre.loopEnd());
    node.put("contourPerCode", timbre.contourPerCode());
    ArrayNode zoneNodes = node.putArray("zones");
    for (int i = 0; i < zones; i++) {
      TimbreZone zone = timbre.zone(i);
      zoneNodes
          .addObject()
          .put("key", zone.key())
          .put("velocity", zone.velocity())
          .put("gainDb", zone.gainDb())
          .put("decayDbPerSecond", zone.decayDbPerSecond())
          .put("releaseDbPerSecond", zone.releaseDbPerSecond());
    }
    if (timbre.keyGains().count() > 0) {
      ObjectNode gains = node.putObject("keyGains").put("firstKey", timbre.keyGains().firstKey());
      ArrayNode db = gains.putArray("db");
      for (float each : timbre.keyGains().db()) {
        db.add(each);
      }
      if (timbre.keyGains().places().length > 0) {
        ArrayNode places = gains.putArray("places");
        for (float each : timbre.keyGains().places()) {
          places.add(each);
        }
      }
    }
    ArrayNode recordings = node.putArray("recordings");
    for (SourceNote note : document.recordings()) {
      recordings
          .addObject()
          .put("file", note.file())
          .put("rateHz", note.rateHz())
          .put("key", note.key())
          .put("velocity", note.velocity())
          .put("pitchHz", note.pitchHz())
          .put("levelDb", note.levelDb());
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", TimbreFile.FORMAT);
    metadata.put("formatVersion", TimbreFile.VERSION);
    metadata.put("latentSpaceId", timbre.latentSpaceId());
    metadata.put("timbres", list.toString());
    SafetensorsWriter out = new SafetensorsWriter(metadata);
    int steps = timbre.steps();
    int perCode = timbre.contourPerCode();
    out.halves(name + "/codes", rows(timbre, TimbreZone::codes), zones, steps, timbre.codeSize());
    out.halves(name + "/cents", rows(timbre, TimbreZone::cents), zones, (long) steps * perCode);
    out.halves(name + "/levelDb", rows(timbre, TimbreZone::levelDb), zones, steps);
    for (int i = 0; i < document.recordings().size(); i++) {
      short[] samples = document.recordings().get(i).samples();
      out.shorts(name + TimbreFile.RECORDING + i, samples, samples.length);
    }
    out.write(file);
  }

  private static float[] rows(Timbre timbre, Function<TimbreZone, float[]> of) {
    int length = of.apply(timbre.zone(0)).length;
    float[] all = new float[timbre.zoneCount() * length];
    for (int i = 0; i < timbre.zoneCount(); i++) {
      System.arraycopy(of.apply(timbre.zone(i)), 0, all, i * length, length);
    }
    return all;
  }
}
