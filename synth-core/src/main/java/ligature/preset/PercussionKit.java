package ligature.preset;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ligature.latent.Timbre;

/**
 * A kit of all percussion timbres that there are: those whose names are known lie where drummers
 * look for them (the keys of General MIDI 1), all others above.
 */
public final class PercussionKit {

  /** The family of what goes into a kit. */
  public static final String FAMILY = "percussion";

  private static final int FIRST_OTHER = 82;
  private static final int HATS = 1;
  private static final float HAT_PAN = 0.15f;

  /** A timbre's name and the key that General MIDI has for it. */
  private static final Map<String, Integer> KEYS =
      Map.ofEntries(
          Map.entry("deep-kick", 35),
          Map.entry("kick", 36),
          Map.entry("808-kick", 34),
          Map.entry("side-stick", 37),
          Map.entry("snare", 38),
          Map.entry("clap", 39),
          Map.entry("electric-snare", 40),
          Map.entry("low-tom", 43),
          Map.entry("closed-hat", 42),
          Map.entry("open-hat", 46),
          Map.entry("high-tom", 48),
          Map.entry("crash", 49),
          Map.entry("ride", 51),
          Map.entry("tambourine", 54),
          Map.entry("cowbell", 56),
          Map.entry("bongo", 60),
          Map.entry("conga", 63),
          Map.entry("maracas", 70),
          Map.entry("claves", 75),
          Map.entry("woodblock", 76),
          Map.entry("triangle", 81));

  private PercussionKit() {}

  /** Whether there is anything to make a kit of. */
  public static boolean isPossible(List<Timbre> timbres) {
    return timbres.stream().anyMatch(t -> t.family().equals(FAMILY));
  }

  /**
   * A pad for each percussion timbre, as long as there are keys: at the pitch at which it was
   * recorded, played to its end. Hats end each other.
   *
   * @param timbres of all families
   * @return by key; empty if there is none
   */
  public static List<KitPad> of(List<Timbre> timbres) {
    Map<Integer, KitPad> pads = new HashMap<>();
    List<Timbre> others = new ArrayList<>();
    for (Timbre timbre : timbres) {
      Integer key = KEYS.get(timbre.name());
      if (timbre.family().equals(FAMILY) && key != null) {
        pads.put(key, pad(key, timbre));
      } else if (timbre.family().equals(FAMILY)) {
        others.add(timbre);
      }
    }
    BitSet taken = new BitSet();
    pads.keySet().forEach(taken::set);
    for (Timbre timbre : others) {
      int key = taken.nextClearBit(FIRST_OTHER);
      key = key < 128 ? key : taken.nextClearBit(0);
      if (key < 128) {
        taken.set(key);
        pads.put(key, pad(key, timbre));
      }
    }
    return pads.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .toList();
  }

  private static KitPad pad(int key, Timbre timbre) {
    KitPad pad = KitPad.of(key, timbre).withPitch(timbre.zone(timbre.zoneCount() / 2).key());
    boolean hat = timbre.name().endsWith("-hat");
    return hat ? pad.withChoke(HATS).at(0, HAT_PAN) : pad;
  }
}
