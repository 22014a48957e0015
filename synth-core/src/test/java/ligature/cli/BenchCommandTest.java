package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What the benchmark says; how fast it is, is not tested. */
class BenchCommandTest {

  @Test
  void aHopIsTheNetworksTimeAndOurs() {
    CommandRun run = CommandRun.of("bench --voices 2 --block 128 --seconds 0.2 --json".split(" "));
    assertThat(run.status()).as(run.err()).isZero();
    JsonNode row = run.json().path("results").path(0);
    assertThat(row.path("voices").asInt()).isEqualTo(2);
    double all = row.path("medianMillis").asDouble();
    double decoder = row.path("decoderMillis").asDouble();
    double own = row.path("ownMillis").asDouble();
    assertThat(own).isPositive();
    // each is a median of its own
    assertThat(decoder + own).isBetween(0.7 * all, 1.3 * all);
    assertThat(decoder).as("most of it").isGreaterThan(own);
    double plain = row.path("plainMillis").asDouble();
    assertThat(plain).as("what DJL and we add comes to it").isBetween(0.5 * decoder, decoder);
    assertThat(row.path("overPlain").asDouble())
        .isBetween(0.99 * decoder / plain, 1.01 * decoder / plain);
    assertThat(run.json().path("encodeMillis").asDouble()).isPositive();
    assertThat(run.json().path("wholeNotesThreads").asInt()).isBetween(1, 2);
    assertThat(run.json().path("wholeNotesTimesRealTime").asDouble())
        .as("ten times slower than it is still is faster than it sounds")
        .isGreaterThan(1);
    double empty = row.path("emptyCallMicros").asDouble();
    assertThat(empty).as("a call of nothing").isPositive().isLessThan(1000 * plain);
  }
}
