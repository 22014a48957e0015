package ligature.files;

/**
 * Something the user gave us is wrong: a file, an option, a device.
 *
 * <p>The message is one line that names the thing, says what is wrong and what would be right. The
 * command line prints it without a stack trace and exits with status 2; the window shows it and
 * goes on playing.
 */
public final class InputException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public InputException(String message) {
    super(oneLine(message));
  }

  public InputException(String message, Throwable cause) {
    super(oneLine(message), cause);
  }

  private static String oneLine(String message) {
    return message.replaceAll("\\s*\\R\\s*", " ").strip();
  }
}
