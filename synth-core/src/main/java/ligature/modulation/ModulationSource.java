package ligature.modulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a movement comes from. Immutable; any thread.
 *
 * @param kind what it is
 * @param number which of its kind, from 1; the controller's number for {@link Kind#CC}; 0 where
 *     there is one only
 */
public record ModulationSource(Kind kind, int number) {

  /** What there is. */
  public enum Kind {
    /** 0 to 1. */
    ENVELOPE(1, ModulationMatrix.ENVELOPES),
    /** -1 to 1. */
    LFO(1, ModulationMatrix.LFOS),
    /** 0 to 1: the parameter of this number. */
    MACRO(1, ModulationMatrix.MACROS),
    /** A number for each note, -1 to 1. */
    RANDOM(0, 0),
    /** From middle C, 0, five octaves up, 1, and down, -1. */
    KEY(0, 0),
    /** As the note sounds, 0 to 1. */
    VELOCITY(0, 0),
    /** 0 while the key is down, then how fast it came up, to 1. */
    RELEASE_VELOCITY(0, 0),
    /** The larger of the channel's and the key's, 0 to 1. */
    PRESSURE(0, 0),
    /** Controller 74 on a member channel of an MPE zone, 0 to 1. */
    SLIDE(0, 0),
    /** The level of the instrument before its inserts, as the follower has it, 0 to 1. */
    FOLLOWER(0, 0),
    /** A controller of the note's channel, 0 to 1. */
    CC(0, 127);

    private final int first;
    private final int last;

    Kind(int first, int last) {
      this.first = first;
      this.last = last;
    }

    private boolean isNumbered() {
      return last > 0;
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * A source.
   *
   * @throws IllegalArgumentException if there is none of this number
   */
  public ModulationSource {
    if (number < kind.first || number > kind.last) {
      throw new IllegalArgumentException("there is no " + kind.word() + " " + number);
    }
  }

  /** One that there is only one of. */
  public static ModulationSource of(Kind kind) {
    return new ModulationSource(kind, 0);
  }

  /** The name in presets: {@code lfo-1}, {@code cc-74}, {@code velocity}. */
  public String id() {
    return kind.isNumbered() ? kind.word() + "-" + number : kind.word();
  }

  /** The source of a name; null if there is none. */
  public static ModulationSource find(String id) {
    for (Kind kind : Kind.values()) {
      for (int n = kind.first; n <= kind.last; n++) {
        ModulationSource source = new ModulationSource(kind, n);
        if (source.id().equals(id)) {
          return source;
        }
      }
    }
    return null;
  }

  /** All names, with one for all controllers. */
  public static List<String> ids() {
    List<String> ids = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (int n = kind.first; n <= kind.last && kind != Kind.CC; n++) {
        ids.add(new ModulationSource(kind, n).id());
      }
    }
    ids.add("cc-0 to cc-127");
    return ids;
  }
}
