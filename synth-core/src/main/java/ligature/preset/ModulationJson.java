package ligature.preset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import ligature.files.InputException;
import ligature.files.Nearest;
import ligature.modulation.Follower;
import ligature.modulation.Lfo;
import ligature.modulation.LfoDrawing;
import ligature.modulation.ModulationEnvelope;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.ModulationRoute;
import ligature.modulation.ModulationSource;
import ligature.parameter.InsertParameter;
import ligature.parameter.Parameter;
import ligature.parameter.Turnable;
import ligature.plugin.InsertChain;

/** The modulation in a preset's file; what it does not name is as in a matrix without routes. */
final class ModulationJson {

  private ModulationJson() {}

  /** The least format version that can hold a matrix. */
  static int version(ModulationMatrix matrix) {
    boolean isDrawn = matrix.lfos().stream().anyMatch(l -> l.shape() == Lfo.Shape.DRAWN);
    boolean follows =
        !matrix.follower().equals(Follower.PLAIN) || matrix.uses(ModulationSource.Kind.FOLLOWER);
    boolean movesInserts =
        matrix.routes().stream().anyMatch(r -> r.target() instanceof InsertParameter);
    if (!matrix.path().isEmpty() || isDrawn || follows || movesInserts) {
      return 3;
    }
    return matrix.equals(ModulationMatrix.NONE) ? 1 : 2;
  }

  static ModulationMatrix read(Path file, JsonNode node) {
    if (node.isMissingNode()) {
      return ModulationMatrix.NONE;
    }
    try {
      if (!node.isObject()) {
        throw new IllegalArgumentException("should be an object");
      }
      return matrix(node);
    } catch (IllegalArgumentException e) {
      throw new InputException(file + ": modulation: " + e.getMessage(), e);
    }
  }

  private static ModulationMatrix matrix(JsonNode node) {
    ModulationMatrix matrix = ModulationMatrix.NONE;
    JsonNode envelopes = list(node, "envelopes", ModulationMatrix.ENVELOPES);
    for (int i = 0; i < envelopes.size(); i++) {
      matrix = matrix.withEnvelope(i + 1, envelope(envelopes.get(i)));
    }
    JsonNode lfos = list(node, "lfos", ModulationMatrix.LFOS);
    for (int i = 0; i < lfos.size(); i++) {
      matrix = matrix.withLfo(i + 1, lfo(lfos.get(i)));
    }
    JsonNode macros = list(node, "macros", ModulationMatrix.MACROS);
    for (int i = 0; i < macros.size(); i++) {
      matrix = matrix.withMacro(i + 1, macros.get(i).asText());
    }
    for (JsonNode route : list(node, "routes", ModulationMatrix.MOST_ROUTES)) {
      matrix = matrix.with(route(route));
    }
    return matrix
        .withFollower(follower(node.path("follower")))
        .withPath(PathJson.read(node.path("path")));
  }

  private static JsonNode list(JsonNode node, String field, int most) {
    JsonNode list = node.path(field);
    if (!list.isMissingNode() && (!list.isArray() || list.size() > most)) {
      throw new IllegalArgumentException(field + " should be a list of at most " + most);
    }
    return list;
  }

  private static ModulationEnvelope envelope(JsonNode node) {
    ModulationEnvelope plain = ModulationEnvelope.PLAIN;
    return new ModulationEnvelope(
        number(node, "attack", plain.attack()),
        number(node, "decay", plain.decay()),
        number(node, "sustain", plain.sustain()),
        number(node, "release", plain.release()));
  }

  private static Follower follower(JsonNode node) {
    Follower plain = Follower.PLAIN;
    return new Follower(
        number(node, "attack", plain.attack()),
        number(node, "release", plain.release()),
        number(node, "gain", plain.gainDb()));
  }

  private static Lfo lfo(JsonNode node) {
    Lfo plain = Lfo.PLAIN;
    Lfo.Shape shape = shape(node.path("shape").asText("sine"));
    return new Lfo(
        shape,
        number(node, "hz", plain.hz()),
        number(node, "beats", plain.beats()),
        flag(node, "one-shot"),
        flag(node, "retrigger"),
        number(node, "phase", plain.phase()),
        number(node, "spread", plain.spread()),
        shape == Lfo.Shape.DRAWN || node.has("points")
            ? LfoDrawingJson.read(node)
            : LfoDrawing.NONE);
  }

  private static Lfo.Shape shape(String name) {
    for (Lfo.Shape shape : Lfo.Shape.values()) {
      if (word(shape).equals(name)) {
        return shape;
      }
    }
    throw new IllegalArgumentException(
        "there is no shape "
            + name
            + "; there are "
            + String.join(
                ", ", Arrays.stream(Lfo.Shape.values()).map(ModulationJson::word).toList()));
  }

  private static String word(Lfo.Shape shape) {
    return shape.name().toLowerCase(Locale.ROOT);
  }

  private static ModulationRoute route(JsonNode node) {
    JsonNode via = node.path("via");
    return new ModulationRoute(
        source(node.path("source").asText()),
        target(node.path("target").asText()),
        number(node, "amount", 0),
        number(node, "curve", 0),
        via.isMissingNode() ? null : source(via.asText()));
  }

  private static ModulationSource source(String id) {
    ModulationSource source = ModulationSource.find(id);
    if (source == null) {
      throw new IllegalArgumentException(
          "there is no source " + id + "; there are " + String.join(", ", ModulationSource.ids()));
    }
    return source;
  }

  private static Turnable target(String id) {
    InsertParameter ofInsert = InsertParameter.find(id, InsertChain.SLOTS);
    if (ofInsert != null) {
      return ofInsert;
    }
    List<String> ids = Arrays.stream(Parameter.values()).map(Parameter::id).toList();
    int index = ids.indexOf(id);
    if (index < 0) {
      throw new IllegalArgumentException(
          "there is no parameter "
              + id
              + "; did you mean "
              + String.join(", ", Nearest.of(id, ids, 3))
              + "?");
    }
    return Parameter.of(index);
  }

  static float number(JsonNode node, String field, float otherwise) {
    JsonNode number = node.path(field);
    if (number.isMissingNode()) {
      return otherwise;
    }
    if (!number.isNumber()) {
      throw new IllegalArgumentException(field + " should be a number: " + number);
    }
    return number.floatValue();
  }

  static boolean flag(JsonNode node, String field) {
    JsonNode flag = node.path(field);
    if (!flag.isMissingNode() && !flag.isBoolean()) {
      throw new IllegalArgumentException(field + " should be true or false: " + flag);
    }
    return flag.asBoolean();
  }

  static void write(ObjectNode root, ModulationMatrix matrix) {
    if (matrix.equals(ModulationMatrix.NONE)) {
      return;
    }
    ObjectNode node = root.putObject("modulation");
    ArrayNode envelopes = node.putArray("envelopes");
    matrix
        .envelopes()
        .forEach(
            e ->
                envelopes
                    .addObject()
                    .put("attack", e.attack())
                    .put("decay", e.decay())
                    .put("sustain", e.sustain())
                    .put("release", e.release()));
    ArrayNode lfos = node.putArray("lfos");
    matrix
        .lfos()
        .forEach(
            l -> {
              ObjectNode lfo =
                  lfos.addObject()
                      .put("shape", word(l.shape()))
                      .put("hz", l.hz())
                      .put("beats", l.beats())
                      .put("one-shot", l.oneShot())
                      .put("retrigger", l.retrigger())
                      .put("phase", l.phase())
                      .put("spread", l.spread());
              LfoDrawingJson.write(lfo, l.drawing());
            });
    if (!matrix.follower().equals(Follower.PLAIN)) {
      node.putObject("follower")
          .put("attack", matrix.follower().attack())
          .put("release", matrix.follower().release())
          .put("gain", matrix.follower().gainDb());
    }
    ArrayNode macros = node.putArray("macros");
    matrix.macros().forEach(macros::add);
    ArrayNode routes = node.putArray("routes");
    for (ModulationRoute r : matrix.routes()) {
      ObjectNode route =
          routes
              .addObject()
              .put("source", r.source().id())
              .put("target", r.target().id())
              .put("amount", r.amount());
      if (r.curve() != 0) {
        route.put("curve", r.curve());
      }
      if (r.via() != null) {
        route.put("via", r.via().id());
      }
    }
    PathJson.write(node, matrix.path());
  }
}
