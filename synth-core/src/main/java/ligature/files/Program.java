package ligature.files;

/** What this program calls itself in the files that it writes. */
public final class Program {

  /** As in pom.xml; a test compares. */
  public static final String VERSION = "0.1.0";

  /** Name and version. */
  public static final String NAME = "ligature " + VERSION;

  private Program() {}
}
