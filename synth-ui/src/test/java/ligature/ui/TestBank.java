package ligature.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ligature.latent.KeyGains;
import ligature.latent.Timbre;
import ligature.latent.TimbreBank;
import ligature.latent.TimbreZone;

/** Sixty timbres with names as musicians know them, and almost nothing inside. */
public final class TestBank {

  private static final String[] FAMILIES = {
    "bass: Electric Bass, Upright Bass, Fretless Bass, Acid Bass, Sub Bass, Rubber Bass",
    "brass: Trumpet, Muted Trumpet, Trombone, French Horn, Tuba, Brass Section",
    "flute: Concert Flute, Alto Flute, Pan Flute, Bottle, Ocarina",
    "guitar: Nylon Guitar, Steel Guitar, Jazz Guitar, Muted Guitar, Overdriven Guitar, Harp",
    "keyboard: Grand Piano, Felt Piano, Electric Piano, Clavinet, Harpsichord, Celesta",
    "mallet: Vibraphone, Marimba, Xylophone, Glockenspiel, Kalimba, Tubular Bells",
    "organ: Drawbar Organ, Pipe Organ, Reed Organ, Combo Organ",
    "reed: Clarinet, Bass Clarinet, Oboe, Bassoon, Soprano Saxophone, Tenor Saxophone",
    "string: Violin, Viola, Cello, String Section, Pizzicato, Tremolo Strings",
    "synth_lead: Saw Lead, Square Lead, Soft Lead, Sync Lead, Glass Lead",
    "vocal: Choir Aah, Choir Ooh, Solo Soprano, Whisper"
  };

  private TestBank() {}

  public static TimbreBank create() {
    List<Timbre> timbres = new ArrayList<>();
    for (String line : FAMILIES) {
      String family = line.substring(0, line.indexOf(':'));
      for (String title : line.substring(line.indexOf(':') + 1).split(",")) {
        timbres.add(timbre(title.strip(), family));
      }
    }
    return new TimbreBank(timbres);
  }

  private static Timbre timbre(String title, String family) {
    TimbreZone zone =
        new TimbreZone(60, 100, 0, 0, 60, new float[4 * 16], new float[4 * 16], new float[4]);
    String name = title.toLowerCase(Locale.ROOT).replace(' ', '-');
    return new Timbre(
        name, title, family, "test", true, 16, 16, 4, 1, 4, List.of(zone), KeyGains.NONE);
  }
}
