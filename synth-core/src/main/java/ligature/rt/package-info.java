/**
 * Wait-free plumbing between threads, and the roles of the threads: rings, published objects,
 * thread checks.
 *
 * <p>Threads: each class says which. May use: units; JNA only where Linux itself is called, as
 * ArchitectureTest lists.
 */
package ligature.rt;
