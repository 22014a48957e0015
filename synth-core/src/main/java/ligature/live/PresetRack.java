package ligature.live;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import ligature.files.InputException;
import ligature.latent.TimbreBank;
import ligature.preset.Patch;
import ligature.preset.PresetLibrary;

/**
 * Presets by number, for program changes and for stepping through them: a list of the player's, or
 * all of them by the alphabet.
 *
 * <p>Threads: {@code [io-thread]}; reads the folders anew for each question, so that a preset that
 * was just saved counts.
 */
public final class PresetRack {

  private final PresetLibrary library;
  private final Supplier<TimbreBank> bank;
  private final Supplier<List<String>> chosen;

  /**
   * @param bank the timbres of the model that plays
   * @param chosen the player's list; empty for all presets by the alphabet
   */
  public PresetRack(
      PresetLibrary library, Supplier<TimbreBank> bank, Supplier<List<String>> chosen) {
    this.library = library;
    this.bank = bank;
    this.chosen = chosen;
  }

  /** The names in their order. */
  public List<String> names() {
    List<String> list = chosen.get();
    if (!list.isEmpty()) {
      return list;
    }
    List<String> all = new ArrayList<>(library.files().keySet());
    all.sort(String.CASE_INSENSITIVE_ORDER);
    return all;
  }

  /**
   * Loads the preset of a number.
   *
   * @param number from 0
   * @throws InputException in one line, if there is none or it is damaged
   */
  public Patch load(int number) {
    List<String> names = names();
    if (number < 0 || number >= names.size()) {
      throw new InputException(
          "program " + number + ": there is no such preset; there are " + names.size());
    }
    return load(names.get(number));
  }

  /**
   * Loads a preset by its name, or from a path that ends in .json.
   *
   * @throws InputException in one line, if there is none or it is damaged
   */
  public Patch load(String nameOrFile) {
    return library.load(nameOrFile, bank.get());
  }
}
