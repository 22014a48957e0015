package ligature.preset;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import ligature.files.InputException;
import ligature.files.Nearest;

/** What belongs together in a sound, so that it varies together, or stays as it is. */
public enum SoundGroup {
  /** The timbres at the corners and on a kit's pads. */
  TIMBRES,
  /** Where on the pad a note is and where it begins. */
  PLACE,
  /** How a note swells, holds and fades. */
  ENVELOPE,
  /** What moves the pitch within a note, and the size. */
  PITCH,
  /** Air, tilt, odd and even, stretch, and the codes. */
  COLOUR,
  /** The filter of the voices. */
  FILTER,
  /** What moves parameters. */
  MODULATION,
  /** The insert slots. */
  EFFECTS;

  /** The name on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** In which groups two sounds differ. */
  public static Set<SoundGroup> differing(Patch one, Patch another) {
    Set<SoundGroup> groups = EnumSet.noneOf(SoundGroup.class);
    for (SoundGroup group : values()) {
      boolean same =
          switch (group) {
            case TIMBRES -> one.parts().equals(another.parts());
            case MODULATION -> one.modulation().equals(another.modulation());
            case EFFECTS -> one.inserts().equals(another.inserts());
            default ->
                VariedParameter.of(group).stream()
                    .allMatch(v -> one.value(v.parameter()) == another.value(v.parameter()));
          };
      if (!same) {
        groups.add(group);
      }
    }
    return groups;
  }

  /**
   * The group of a name.
   *
   * @throws InputException if there is none
   */
  public static SoundGroup find(String id) {
    List<String> ids = Arrays.stream(values()).map(SoundGroup::id).toList();
    int index = ids.indexOf(id);
    if (index < 0) {
      throw new InputException(
          id
              + ": there is no such group; did you mean "
              + Nearest.of(id, ids, 1).get(0)
              + "? There are "
              + String.join(", ", ids));
    }
    return values()[index];
  }
}
