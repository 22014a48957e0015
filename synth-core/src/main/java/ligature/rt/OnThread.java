package ligature.rt;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the thread that calls a method. Methods on {@link ThreadRole#AUDIO} must not allocate,
 * lock, log, throw or do I/O; the architecture tests read this annotation and check what they call.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface OnThread {
  ThreadRole value();
}
