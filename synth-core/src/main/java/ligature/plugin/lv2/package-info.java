/**
 * LV2 plugins, through lilv, which Debian has as liblilv-0-0. They are listed by reading their
 * Turtle files, without running their code, and probed in a child process before their first use.
 *
 * <p>Threads: as {@link ligature.plugin.Plugin} says; lilv's world is used under one lock. May use:
 * plugin, rt, files; JNA.
 */
package ligature.plugin.lv2;
