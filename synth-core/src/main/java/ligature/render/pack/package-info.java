/**
 * Sample packs: grids of morphs, keys and velocities, rendered whole, note by note, into files that
 * other samplers open.
 *
 * <p>The way of a pack: {@link ligature.render.pack.PackPlan} says what there will be, {@link
 * ligature.render.pack.GroupRenderer} renders the steps of one key and velocity, {@link
 * ligature.render.pack.PackJob} all groups that are missing, {@link
 * ligature.render.pack.PackManifest} says what was made, and {@link
 * ligature.render.pack.Instruments} writes the files that samplers open. Threads: a job starts its
 * own workers; everything else belongs to one.
 */
package ligature.render.pack;
