/**
 * Played by a DAW, through the CLAP plugin of native-config/clap. May use: audio, files, midi, rt.
 */
package ligature.audio.clap;
