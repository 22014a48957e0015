/**
 * Wait-free plumbing between threads, and the roles of the threads: rings, published objects,
 * thread checks.
 *
 * <p>Threads: each class says which. May use: units; {@link ligature.rt.RealTimeScheduling} alone
 * uses JNA.
 */
package ligature.rt;
