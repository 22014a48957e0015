package ligature.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import ligature.files.InputException;
import ligature.parameter.Learnable;
import ligature.parameter.Parameter;
import ligature.parameter.ParameterValues;
import ligature.parameter.PluginControls;
import ligature.parameter.PluginTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Learned controllers take hold softly, and are kept. */
class LearnedControllersTest {

  private final ParameterValues values = new ParameterValues();
  private final LearnedControllers learned = new LearnedControllers();
  private final List<String> turned = new ArrayList<>();
  private final PluginControls plugins =
      new PluginControls() {
        @Override
        public void turn(int control, PluginTarget target, float position) {
          turned.add(control + " " + target.id() + " " + position);
        }

        @Override
        public void letGo() {
          turned.clear();
        }
      };

  @TempDir private Path folder;

  private boolean move(int controller, int value) {
    return learned.accept(0, controller, value / 127f, values, plugins);
  }

  private float y() {
    return values.target(Parameter.MORPH_Y);
  }

  private void setY(float value) {
    values.set(Parameter.MORPH_Y, value);
  }

  private static LearnMap map(int channel, int controller, Learnable parameter) {
    return LearnMap.EMPTY.with(new LearnMap.Binding(channel, controller, parameter));
  }

  @Test
  void itHasToBePickedUpFromTheStart() {
    values.acceptAnyControl(); // as an instrument that was just switched on
    learned.publish(map(LearnMap.ANY_CHANNEL, 7, Parameter.LEVEL));
    move(7, 3);
    assertThat(values.target(Parameter.LEVEL)).isEqualTo(Parameter.LEVEL.initial());
  }

  @Test
  void aControllerTakesHoldWhenItReachesTheValueOrPassesIt() {
    learned.publish(map(LearnMap.ANY_CHANNEL, 74, Parameter.MORPH_Y));
    setY(0.5f);
    assertThat(move(74, 20)).as("it is the learned one, though it does not hold yet").isTrue();
    move(74, 40);
    assertThat(y()).isEqualTo(0.5f);
    move(74, 64);
    assertThat(y()).as("reached").isEqualTo(64 / 127f);
    move(74, 100);
    assertThat(y()).as("holds").isEqualTo(100 / 127f);
    setY(0.2f); // a preset, or the mouse
    move(74, 99);
    move(74, 60);
    assertThat(y()).as("lost hold").isEqualTo(0.2f);
    move(74, 10);
    assertThat(y()).as("passed it in one jump").isEqualTo(10 / 127f);
    move(74, 90);
    assertThat(y()).isEqualTo(90 / 127f);
  }

  @Test
  void itWorksInTheParametersOwnRangeAndNearItsEnds() {
    learned.publish(map(2, 20, Parameter.LEVEL));
    values.set(Parameter.LEVEL, Parameter.LEVEL.max());
    assertThat(move(20, 127)).as("another channel").isFalse();
    learned.accept(2, 20, 1, values, plugins);
    learned.accept(2, 20, 0.5f, values, plugins);
    assertThat(values.target(Parameter.LEVEL))
        .isEqualTo((Parameter.LEVEL.min() + Parameter.LEVEL.max()) / 2);
  }

  @Test
  void halfTheWayIsTheMiddleOfTheParametersOwnScale() {
    learned.publish(map(0, 20, Parameter.VIBRATO_RATE).with(binding(21, Parameter.ATTACK)));
    values.set(Parameter.VIBRATO_RATE, Parameter.VIBRATO_RATE.min());
    learned.accept(0, 20, 0, values, plugins);
    learned.accept(0, 20, 0.5f, values, plugins);
    assertThat(values.target(Parameter.VIBRATO_RATE))
        .as("the geometric mean of 0.1 and 12 Hz")
        .isCloseTo((float) Math.sqrt(0.1 * 12), within(1e-4f));
    learned.accept(0, 20, 1, values, plugins);
    assertThat(values.target(Parameter.VIBRATO_RATE)).isEqualTo(Parameter.VIBRATO_RATE.max());
    values.set(Parameter.ATTACK, 0);
    learned.accept(0, 21, 0, values, plugins);
    learned.accept(0, 21, 0.5f, values, plugins);
    assertThat(values.target(Parameter.ATTACK)).as("seconds").isCloseTo(1.25f, within(1e-4f));
    for (int i = 0; i < Parameter.count(); i++) {
      Parameter parameter = Parameter.of(i);
      float value = parameter.valueAt(parameter.positionOf(parameter.initial()));
      assertThat(value).as(parameter.id()).isCloseTo(parameter.initial(), within(1e-3f));
    }
  }

  private static LearnMap.Binding binding(int controller, Parameter parameter) {
    return new LearnMap.Binding(0, controller, parameter);
  }

  @Test
  void theNextControllerIsLearned() {
    learned.arm(Parameter.RELEASE);
    assertThat(learned.armed()).isEqualTo(Parameter.RELEASE);
    assertThat(move(101, 0)).as("part of a parameter number").isFalse();
    assertThat(learned.takeHeard()).isNull();
    assertThat(move(21, 5)).isTrue();
    assertThat(learned.armed()).isNull();
    assertThat(learned.takeHeard())
        .isEqualTo(new LearnMap.Binding(LearnMap.ANY_CHANNEL, 21, Parameter.RELEASE));
    assertThat(learned.takeHeard()).isNull();
    learned.arm(Parameter.RELEASE);
    learned.arm(null);
    assertThat(move(21, 6)).isFalse();
  }

  /** Each by a controller of its own, from one end of its range to the other and back. */
  @Test
  void everyParameterCanBeLearnedAndTurned() {
    List<Integer> controllers =
        IntStream.range(0, 128).filter(LearnMap::isLearnable).boxed().toList();
    for (int i = 0; i < Parameter.count(); i++) {
      Parameter parameter = Parameter.of(i);
      int controller = controllers.get(i % controllers.size());
      learned.publish(LearnMap.EMPTY);
      learned.arm(parameter);
      assertThat(move(controller, 64)).isTrue();
      LearnMap.Binding heard = learned.takeHeard();
      assertThat(heard)
          .isEqualTo(new LearnMap.Binding(LearnMap.ANY_CHANNEL, controller, parameter));
      learned.publish(LearnMap.EMPTY.with(heard));
      for (int value : new int[] {0, 127, 0}) {
        move(controller, value);
        move(controller, 127 - value);
        assertThat(values.target(parameter))
            .as("%s at %d", parameter.id(), 127 - value)
            .isCloseTo(value == 0 ? parameter.max() : parameter.min(), within(1e-4f));
      }
    }
  }

  @Test
  void aParameterHasOneControllerAndAControllerOneParameter() {
    LearnMap map =
        map(LearnMap.ANY_CHANNEL, 21, Parameter.LEVEL)
            .with(new LearnMap.Binding(LearnMap.ANY_CHANNEL, 22, Parameter.RELEASE))
            .with(new LearnMap.Binding(LearnMap.ANY_CHANNEL, 22, Parameter.LEVEL));
    assertThat(map.bindings())
        .containsExactly(new LearnMap.Binding(LearnMap.ANY_CHANNEL, 22, Parameter.LEVEL));
    assertThat(map.without(Parameter.LEVEL)).isEqualTo(LearnMap.EMPTY);
  }

  @Test
  void nothingIsAllocated() {
    LearnMap map = LearnMap.EMPTY;
    for (int i = 0; i < 50; i++) {
      map = map.with(new LearnMap.Binding(LearnMap.ANY_CHANNEL, 40 + i, Parameter.of(i)));
    }
    learned.publish(map);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = Long.MAX_VALUE;
    for (int round = 0; round < 3; round++) { // the first ones load classes
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 50_000; i++) {
        learned.accept(i & 15, 39 + i % 9, i % 128 / 127f, values, plugins);
      }
      allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(allocated).isLessThan(1024); // the measuring itself takes some
  }

  @Test
  void theSetUpIsKept() {
    Path file = folder.resolve("deeper/midi.json");
    assertThat(MidiSettings.read(file)).isEqualTo(MidiSettings.NONE);
    MidiSettings settings =
        new MidiSettings(
            map(LearnMap.ANY_CHANNEL, 74, Parameter.MORPH_Y)
                .with(new LearnMap.Binding(15, 1, Parameter.LEVEL)),
            List.of("bowed-piano", "ligature"),
            MpeMode.UPPER);
    settings.write(file);
    assertThat(MidiSettings.read(file)).isEqualTo(settings);
    settings.withCapture(66).write(file);
    assertThat(MidiSettings.read(file)).isEqualTo(settings.withCapture(66));
  }

  @Test
  void parametersOfPluginsAreLearnedTurnedAndKept() {
    PluginTarget cutoff = new PluginTarget("java:filter", 1, "cutoff");
    PluginTarget second = new PluginTarget("lv2:http://x/y", 2, "wet");
    for (PluginTarget target : List.of(cutoff, second, cutoff)) {
      learned.arm(target);
      assertThat(learned.armed()).isEqualTo(target);
      assertThat(move(21, 5)).isTrue();
      assertThat(learned.takeHeard())
          .isEqualTo(new LearnMap.Binding(LearnMap.ANY_CHANNEL, 21, target));
    }
    LearnMap map = map(LearnMap.ANY_CHANNEL, 21, cutoff).with(new LearnMap.Binding(3, 22, second));
    turned.add("before");
    learned.publish(map);
    assertThat(move(21, 127)).isTrue();
    assertThat(move(22, 127)).as("another channel").isFalse();
    assertThat(learned.accept(3, 22, 0, values, plugins)).isTrue();
    assertThat(turned)
        .as("what was held before is let go")
        .containsExactly("21 java:filter/cutoff 1.0", "406 lv2:http://x/y/2/wet 0.0");

    Path file = folder.resolve("midi.json");
    MidiSettings settings = new MidiSettings(map, List.of(), MpeMode.AUTO);
    settings.write(file);
    assertThat(MidiSettings.read(file)).isEqualTo(settings);
    assertThat(map.without(cutoff).without(second)).isEqualTo(LearnMap.EMPTY);
  }

  @Test
  void aPedalIsLearnedAndAskedWhetherItIsDown() {
    learned.setPedal(66);
    assertThat(move(66, 127)).isTrue();
    assertThat(learned.isPedalDown()).isTrue();
    move(66, 10);
    assertThat(learned.isPedalDown()).isFalse();
    learned.armPedal(true);
    assertThat(learned.armed()).as("no parameter").isNull();
    assertThat(move(67, 127)).isTrue();
    assertThat(learned.isPedalArmed()).isFalse();
    assertThat(learned.takeHeard()).isNull();
    assertThat(learned.takeHeardPedal()).isEqualTo(67);
    assertThat(learned.takeHeardPedal()).isEqualTo(-1);
    learned.armPedal(true);
    learned.armPedal(false);
    assertThat(move(68, 127)).as("nobody waits").isFalse();
    learned.setPedal(-1);
    assertThat(move(66, 127)).isFalse();
  }

  @Test
  void aControllerIsAPedalOrTurnsSomething() {
    MidiSettings both =
        new MidiSettings(map(LearnMap.ANY_CHANNEL, 66, Parameter.LEVEL), List.of(), MpeMode.AUTO)
            .withCapture(66);
    assertThat(both.learned().bindings()).isEmpty();
    MidiSettings back = both.with(map(LearnMap.ANY_CHANNEL, 66, Parameter.LEVEL));
    assertThat(back.capture()).isEqualTo(MidiSettings.NO_CONTROLLER);
  }

  @Test
  void aDamagedSetUpIsTold() throws Exception {
    Path file = folder.resolve("midi.json");
    String begin = "{\"format\":\"ligature-midi\",\"formatVersion\":1,\"learned\":[";
    for (String[] wrong :
        new String[][] {
          {"{", "line 1"},
          {"[]", "is no MIDI set-up"},
          {begin + "{\"controller\":101,\"parameter\":\"level\"}]}", "controller 101 cannot"},
          {begin + "{\"controller\":7,\"channel\":17,\"parameter\":\"level\"}]}", "channel 17"},
          {begin + "{\"controller\":7,\"channel\":0,\"parameter\":\"level\"}]}", "channel 0"},
          {begin + "{\"controller\":7,\"parameter\":\"levle\"}]}", "no parameter \"levle\""},
          {begin + "{\"controller\":7,\"plugin\":7,\"parameter\":\"wet\"}]}", "wanted the texts"},
          {
            begin + "{\"controller\":7,\"plugin\":\"p\",\"which\":0,\"parameter\":\"wet\"}]}",
            "a number from 1"
          },
          {begin + "],\"programs\":[7]}", "programs should be"},
          {begin + "],\"mpe\":\"left\"}", "wanted auto, off, lower, upper or both"},
          {begin + "],\"capture\":101}", "controller 101 cannot"}
        }) {
      Files.writeString(file, wrong[0]);
      assertThatThrownBy(() -> MidiSettings.read(file))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith(file + ": ")
          .hasMessageContaining(wrong[1]);
    }
    new MidiSettings(map(3, 74, Parameter.MORPH_Y), List.of("a", "b"), MpeMode.AUTO).write(file);
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(3);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = whole.clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        bytes[random.nextInt(bytes.length)] =
            (byte) "{}[],:\"0123456789-.ex\0".charAt(random.nextInt(22));
      }
      Files.write(file, bytes);
      try {
        MidiSettings.read(file);
      } catch (InputException e) {
        assertThat(e).hasMessageNotContaining("\n");
      }
    }
    assertThat(new String(whole, StandardCharsets.UTF_8)).contains("\"channel\" : 4");
  }
}
