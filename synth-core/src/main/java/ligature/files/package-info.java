/**
 * Files handled with care: wrong input told in one line, output written beside its target and moved
 * into place.
 *
 * <p>Threads: any but the audio and model threads. May use: nothing.
 */
package ligature.files;
