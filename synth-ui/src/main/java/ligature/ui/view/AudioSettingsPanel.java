package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.Component;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.Timer;
import ligature.live.Player;
import ligature.settings.Settings;
import ligature.ui.model.PlayedKeys;
import ligature.ui.model.Preferences;
import ligature.units.Frames;

/** What plays the sound. Threads: {@code [ui-thread]}. */
final class AudioSettingsPanel extends SettingsSheet.Form {

  private static final int TEST_KEY = 69;
  private static final float TEST_VELOCITY = 0.7f;
  private static final int TEST_MILLIS = 1000;
  private static final int[] RATES_HZ = {44_100, 48_000, 88_200, 96_000};
  private static final int[] PERIODS = {64, 128, 256, 512, 1024, 2048};

  private final Player player;
  private final PlayedKeys keys;
  private final Preferences preferences;
  private final JLabel now = new JLabel();
  private final JLabel latency = new JLabel();
  private final Choice<String> system;
  private final Choice<String> card;
  private final Choice<Integer> rate;
  private final Choice<Integer> period;
  private final Choice<Boolean> input;
  private final JButton test = new JButton("Play A4 for a second");
  private List<String> cards = List.of();

  AudioSettingsPanel(Player player, PlayedKeys keys, Preferences preferences) {
    super("Audio");
    this.player = player;
    this.keys = keys;
    this.preferences = preferences;
    system =
        new Choice<>(
            "audioSystem",
            v ->
                preferences.change(
                    s -> s.withAudio(v, s.soundCard(), s.rateHz(), s.periodFrames())));
    card =
        new Choice<>(
            "soundCard",
            v -> preferences.change(s -> s.withAudio(s.audio(), v, s.rateHz(), s.periodFrames())));
    rate =
        new Choice<>(
            "rate",
            v ->
                preferences.change(
                    s -> s.withAudio(s.audio(), s.soundCard(), v, s.periodFrames())));
    period =
        new Choice<>(
            "period",
            v -> preferences.change(s -> s.withAudio(s.audio(), s.soundCard(), s.rateHz(), v)));
    input = new Choice<>("cardInput", v -> preferences.change(s -> s.withCardInput(v)));
    input.setToolTipText(
        "JACK always has an input; a card's microphone is opened only if you say so");
    system.setToolTipText("Automatic: JACK where a server runs, else JavaSound");
    now.setName("playsNow");
    for (JLabel label : List.of(now, latency)) {
      label.putClientProperty(FlatClientProperties.STYLE_CLASS, "small");
      label.setMinimumSize(new java.awt.Dimension());
    }
    test.setName("testTone");
    test.setToolTipText("Plays a note of the instrument");
    test.addActionListener(e -> test());
    row("Plays now", now);
    row("Latency", latency);
    row("System", system);
    row("Sound card", card);
    row("Rate", rate);
    row("Period", period);
    row("Card's input", input);
    row("Test", test);
    refresh();
    tick();
    preferences.addListener(this::refresh);
  }

  /** Takes the names of the sound cards that there are. */
  void offer(List<String> soundCards) {
    cards = List.copyOf(soundCards);
    refresh();
  }

  private void refresh() {
    Settings settings = preferences.settings();
    Map<String, String> systems = new LinkedHashMap<>();
    systems.put("Automatic", "auto");
    systems.put("JACK or PipeWire", "jack");
    systems.put("JavaSound", "javasound");
    systems.put("None", "none");
    system.offer(systems, settings.audio(), settings.audio());
    Map<String, String> names = new LinkedHashMap<>();
    names.put("Default", "");
    cards.forEach(c -> names.put(c, c));
    card.offer(names, settings.soundCard(), settings.soundCard());
    rate.offer(numbers(RATES_HZ, " Hz"), settings.rateHz(), settings.rateHz() + " Hz");
    period.offer(
        numbers(PERIODS, " frames"), settings.periodFrames(), settings.periodFrames() + " frames");
    Map<String, Boolean> inputs = new LinkedHashMap<>();
    inputs.put("Closed", false);
    inputs.put("Open, to capture", true);
    input.offer(inputs, settings.cardInput(), "");
    // a JACK server has its own rate and period
    boolean ours = !settings.audio().equals("jack") && !settings.audio().equals("none");
    card.setEnabled(ours);
    rate.setEnabled(ours);
    period.setEnabled(ours);
    input.setEnabled(ours);
  }

  private static Map<String, Integer> numbers(int[] numbers, String unit) {
    Map<String, Integer> named = new LinkedHashMap<>();
    named.put("Automatic", 0);
    for (int number : numbers) {
      named.put(number + unit, number);
    }
    return named;
  }

  private void test() {
    test.setEnabled(false);
    keys.press(TEST_KEY, TEST_VELOCITY);
    Timer end =
        new Timer(
            TEST_MILLIS,
            e -> {
              keys.lift(TEST_KEY);
              test.setEnabled(true);
            });
    end.setRepeats(false);
    end.start();
  }

  void tick() {
    now.setText(player.audioDescription());
    now.setToolTipText(player.audioDescription());
    latency.setText(
        String.format(
            Locale.ROOT,
            "%.1f ms, %d underruns, %d xruns",
            1000 * Frames.toSeconds(player.latencyFrames(), player.sampleRateHz()),
            player.underruns(),
            player.xruns()));
  }

  Component firstFocus() {
    return system;
  }
}
