/** JavaSound, for where no JACK runs. May use: audio, files, rt. */
package ligature.audio.javasound;
