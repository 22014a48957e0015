/**
 * What moves parameters by itself or by the player's gestures: sources, routes and their sum. The
 * matrix is data; the modulator runs it on the {@code [model-thread]}.
 */
package ligature.modulation;
