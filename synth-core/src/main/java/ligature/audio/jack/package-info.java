/** JACK, through JNAJack: the only place that knows it. May use: audio, files. */
package ligature.audio.jack;
