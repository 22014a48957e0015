/** What tests share: timbres made in code, measures of audio, real servers to talk to. */
package ligature.testing;
