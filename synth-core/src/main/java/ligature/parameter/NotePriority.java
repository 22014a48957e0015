package ligature.parameter;

/** Which of the held keys sounds where one note sounds at a time. */
public enum NotePriority {
  LAST,
  HIGH,
  LOW
}
