/**
 * The runtime: what rewritten call sites call, and the handle that the agent drives.
 *
 * <p>Its classes live in the boot loader, use JDK types only, and outlast the agent. Packages depend one way: this one →
 * {@code reserve} → {@code page} and {@code reclaim} → {@code count}.
 *
 * <h2>Words</h2>
 *
 * <p>These, and no others, are used in code, metrics, events and the command line.
 *
 * <dl>
 *   <dt>page
 *   <dd>4 KiB of direct memory, the unit of account
 *   <dt>run
 *   <dd>adjacent pages of one size class; what is lent
 *   <dt>size class
 *   <dd>a request rounded up
 *   <dt>slab
 *   <dd>a larger block got from the JDK in the background, cut into runs of one size class
 *   <dt>reserve
 *   <dd>one thread's own runs; only its owner lends from it. A stock is its part of one size class
 *   <dt>depot
 *   <dd>runs not owned by a thread, in batches
 *   <dt>clean, dirty
 *   <dd>zeroed and ready to lend; or to be zeroed first
 *   <dt>parked
 *   <dd>back in its slab: not on offer, not counted against the direct limit
 *   <dt>lease
 *   <dd>one buffer lent to the application: run, capacity, call site, state
 *   <dt>call site
 *   <dd>class, method and line of a rewritten allocation; has a constant number
 *   <dt>refill
 *   <dd>the worker fills a stock back to its high watermark when it has fallen to its low one
 *   <dt>retire
 *   <dd>the application freed a lease; its run waits for a grace period, in a batch with others
 *   <dt>reader
 *   <dd>a thread that runs a selector loop, or a read section: grace periods wait for it while it is online
 *   <dt>quiescent state, grace period
 *   <dd>a point where a thread holds no leased memory in use; the span after which all readers have passed one
 *   <dt>token
 *   <dd>names a grace period; later ones have higher tokens
 *   <dt>read section
 *   <dd>an explicit span in which a thread may use memory that others retire
 *   <dt>stall
 *   <dd>a reader has been silent for long while others wait for it
 *   <dt>trim
 *   <dd>giving idle runs and slabs back
 *   <dt>context
 *   <dd>of a thread, or of a call site: non-blocking if it may not wait, else blocking
 *   <dt>exempt
 *   <dd>of a thread, or of a call site: it gets the other end of the chain than the policy's usual one, of which there are two, {@code
 *       stall} and {@code refuse}
 *   <dt>outcome
 *   <dd>of one allocation: {@code hit} (from the thread's reserve), {@code refill} (from the depot), {@code fallback} (the
 *       JDK's own call for want of a run), {@code bypass} (the JDK's own call, because that size or site is not pooled, or
 *       the pool is not up)
 * </dl>
 */
package io.nowait.runtime;
