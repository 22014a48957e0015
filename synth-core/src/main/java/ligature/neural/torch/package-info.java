/**
 * TorchScript of others: models that follow the contract of nn~ or of Neutone. What a file says of
 * itself is read as data; only what the user trusts is run, by libtorch, in a child process. With
 * {@link ligature.model.djl} the only place that knows ai.djl.
 *
 * <p>Threads: as {@link ligature.plugin.Plugin} says. May use: neural, plugin, soundfile, rt,
 * files, units.
 */
package ligature.neural.torch;
