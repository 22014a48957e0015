package ligature.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import ligature.files.AtomicOutput;
import ligature.files.InputException;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.parameter.Parameter;

/**
 * A recorded way over the pad, as events: points in time with straight lines between them.
 * docs/formats.md describes the file. Threads: any.
 */
public final class MorphPathFile {

  private static final String FORMAT = "ligature-path";
  private static final int VERSION = 1;
  private static final int MOST_POINTS = 1_000_000;

  /** Longer paths than the longest song make no sense. */
  private static final double MOST_SECONDS = 24 * 3600;

  /** Positions a second on a line; the instrument smooths over more than that. */
  private static final int STEPS_PER_SECOND = 125;

  private MorphPathFile() {}

  /**
   * Reads a path.
   *
   * @param rateHz the stream's rate, for the frames
   * @throws InputException if it cannot be read or is no path
   */
  public static EventList read(Path file, int rateHz) {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new InputException(file + ": is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw AtomicOutput.asInput(file, e);
    }
    if (root == null || !root.path("format").asText().equals(FORMAT)) {
      throw new InputException(file + ": is no morph path; it should say format " + FORMAT);
    }
    if (root.path("formatVersion").asInt() != VERSION) {
      throw new InputException(
          file
              + ": has format version "
              + root.path("formatVersion").asText("none")
              + "; this program reads "
              + VERSION);
    }
    JsonNode points = root.path("points");
    if (points.isEmpty() || points.size() > MOST_POINTS) {
      throw new InputException(
          file + ": has " + points.size() + " points; wanted 1 to " + MOST_POINTS);
    }
    return events(file, points, rateHz);
  }

  private static EventList events(Path file, JsonNode points, int rateHz) {
    EventList events = new EventList();
    events.add(0, Event.parameter(Parameter.PATH, 0)); // it takes the place of the sound's own path
    double[] last = null;
    for (int i = 0; i < points.size(); i++) {
      double[] point = point(file, points.get(i), i);
      if (last == null) {
        add(events, 0, point[1], point[2], rateHz);
      } else {
        if (point[0] <= last[0]) {
          throw new InputException(
              file + ": point " + (i + 1) + " is not later than the one before it");
        }
        line(events, last, point, rateHz);
      }
      last = point;
    }
    return events;
  }

  private static void line(EventList events, double[] from, double[] to, int rateHz) {
    if (from[1] == to[1] && from[2] == to[2]) {
      return;
    }
    int steps = (int) Math.max(1, Math.ceil((to[0] - from[0]) * STEPS_PER_SECOND));
    for (int s = 1; s <= steps; s++) {
      double t = (double) s / steps;
      add(
          events,
          from[0] + t * (to[0] - from[0]),
          from[1] + t * (to[1] - from[1]),
          from[2] + t * (to[2] - from[2]),
          rateHz);
    }
  }

  private static void add(EventList events, double seconds, double x, double y, int rateHz) {
    long frame = Math.round(seconds * rateHz);
    events.add(frame, Event.parameter(Parameter.MORPH_X, (float) x));
    events.add(frame, Event.parameter(Parameter.MORPH_Y, (float) y));
  }

  private static double[] point(Path file, JsonNode point, int index) {
    double seconds = number(file, point, "seconds", index, MOST_SECONDS);
    return new double[] {
      seconds,
      number(file, point, "x", index, 1),
      point.has("y") ? number(file, point, "y", index, 1) : 0
    };
  }

  private static double number(Path file, JsonNode point, String name, int index, double most) {
    JsonNode value = point.path(name);
    if (!value.isNumber() || !(value.asDouble() >= 0 && value.asDouble() <= most)) {
      throw new InputException(
          file
              + ": point "
              + (index + 1)
              + " has no "
              + name
              + " from 0 to "
              + (most == 1 ? "1" : "86400"));
    }
    return value.asDouble();
  }
}
