package ligature.ui.model;

import java.util.List;
import ligature.plugin.InsertSetting;
import ligature.plugin.PluginDescription;
import ligature.plugin.PluginParameter;

/** What can go into an insert slot. Threads: {@code [io-thread]}. */
public interface PluginStore {

  /**
   * What can be turned on a plugin.
   *
   * @param initialWet how much of its output a new slot mixes in, [0, 1]
   * @param editor why the editor that came with it cannot be shown, in a line; empty if it can,
   *     null if none came with it
   */
  record Panel(List<PluginParameter> parameters, float initialWet, String editor) {}

  /** All plugins, those that cannot be used included. */
  List<PluginDescription> plugins();

  /**
   * Looks into a plugin.
   *
   * @throws ligature.files.InputException in one line, if it cannot be opened
   */
  Panel panel(String id);

  /**
   * Makes a source of a model and recordings, which it encodes.
   *
   * @param model the path of a file
   * @param recordings paths, two or four, from corner A on
   * @throws ligature.files.InputException in one line, if that cannot be
   */
  InsertSetting source(String model, List<String> recordings);

  /** The same source with another recording at a corner, from 0. */
  InsertSetting withRecording(InsertSetting source, int corner, String recording);
}
