package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the benchmark of features says; how fast they are is not tested. */
class FeatureBenchTest {

  @Test
  void everyFeatureHasARow() {
    CommandRun run =
        CommandRun.of(
            "bench --features --voices 2 --seconds 0.01 --a marimba --b flute --json".split(" "));
    assertThat(run.status()).as(run.err()).isZero();
    List<String> names = new ArrayList<>();
    for (JsonNode row : run.json().path("features")) {
      names.add(row.path("feature").asText());
      assertThat(row.path("voices").asInt()).isEqualTo(2);
      assertThat(row.path("medianMillis").asDouble()).isPositive();
      assertThat(row.path("microsAVoice").isNumber()).isTrue();
      assertThat(row.path("microsAHop").isNumber()).isTrue();
      assertThat(row.path("times").asDouble()).isPositive();
    }
    assertThat(names)
        .contains(
            "strike",
            "contour",
            "freeze",
            "breathing",
            "scrub",
            "scrub by hand",
            "backwards",
            "size",
            "reach",
            "filter",
            "filter, 24 dB",
            "timbre keys",
            "glide",
            "legato",
            "note sources",
            "drawn lfo",
            "shared path",
            "moved insert",
            "stretch",
            "codes",
            "unison-5",
            "parts",
            "kit",
            "drift",
            "variation",
            "weights",
            "envelopes",
            "macros",
            "follower",
            "path",
            "lfos",
            "64 routes",
            "drive (insert)",
            "chorus (insert)",
            "delay (insert)",
            "reverb (insert)")
        .doesNotHaveDuplicates();
  }
}
