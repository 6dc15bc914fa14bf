/*
 * Lease states: explicit frees, double frees, the collector's proof, true-up at the direct limit, errors between steps.
 *
 * WHAT. One run, lent twice, one lease after the other; both buffers have the same address. Two threads free, drop and lend;
 * either may free what the other has freed. A free finds the run by the buffer's address and the lease through the run, goes
 * on only if the lease refers to that very buffer, and claims it: LIVE -> n or TRUED -> -n by compare-and-set, n being the
 * claimant's number. A cleaner goes to its lease directly, at any time. The claimant, and nobody else, puts the run away: at
 * once, or on the retired stack, where the lease stays with the run until the worker parts the two. The worker claims
 * in the same way what the collector has proved unreachable; of a claimed lease the proof only says that its run need not
 * wait, once the worker has it in a batch. True-up changes LIVE -> TRUED and takes run - capacity off the count.
 *
 * An error (the stack overflows) may strike a thread at a call, but not between a compare-and-set and the plain store that
 * follows it. So a thread notes a lease before it claims it, crosses it out right after the push, and its next operation
 * finishes what is noted: puts the run away if the thread has claimed the lease, else crosses it out. For that to be
 * sound a lease may be noted only after it was seen live: one that the same thread claimed long ago looks unfinished.
 *
 * JAVA. io.nowait.runtime.page.Lease, Slabs (leaseOf, trueUp, settle, drainSettling, park, take, uncountAll), reserve.Freeing
 * (free, giveBack, putAway, finishWork, endProved), reserve.EndLease (the cleaner), reserve.Retirement (part, prove).
 *
 * BOUNDS. 1 run, 2 leases, 2 threads of OPS operations, 1 error that strikes the first of them, 1 worker without errors.
 * Whether a freed run has to wait is open at each free; grace periods end at any time or, in half of the executions, never.
 * Memory is sequentially consistent: the run's lease is read racily, but an old value only leads to a compare-and-set that
 * fails.
 *
 * PROPERTIES. The run is put away once for each lease, by its claimant. A free ends the lease of its own buffer only; the
 * proof ends a lease only if no thread holds the buffer. What is on offer counts in full. The count is, between two steps
 * of the worker, what the run's place says to the byte. In the end the run is on offer or parked, in one place: it is
 * never lost, and nobody gets stuck.
 *
 * FAULTS.
 * FAULT_PLAIN_CLAIM        a claim reads the state, then writes it: two claim.
 * FAULT_BY_ADDRESS         a free does not look whether the lease refers to its buffer: it ends the next lease of the run.
 * FAULT_PLAIN_TRUE_UP      true-up reads the state, then writes it: a claim is lost, and the lease is claimed again.
 * FAULT_TRUED_UNSEEN       who claims a trued-up lease puts the run on offer, though it counts with less than its size.
 * FAULT_PROOF_UNCLAIMED    the proof puts the run away without a claim.
 * FAULT_PROOF_PARTS        the proof of a claimed lease lets the run go wherever it is, not only out of a batch.
 * FAULT_FINISH_BLINDLY     what is noted is finished without a look at who claimed the lease.
 * FAULT_NOTE_UNSEEN        a lease is noted without a look whether it is live: an error in a second free by the claimant has
 *                          it put away again.
 *
 * REACHED. What must be possible, or the rest says nothing.
 * REACH_DOUBLE_FREE        a free finds its buffer's lease claimed.
 * REACH_FINISHED           a claimed lease is put away by the operation after the error.
 * REACH_CROSSED_OUT        a noted lease is crossed out by the operation after the error.
 * REACH_TRUED_CLAIMED      a trued-up lease is claimed.
 * REACH_PROOF_PARTS        a run leaves its batch because of the proof, in a grace period that never ends.
 * REACH_SECOND_LEASE       the second lease is ended.
 */

#include "reached.h"

#define OPS 2
#define LEASES 2
#define WORKER 3
#define SIZE 4          /* of the run */
#define CAPACITY 3      /* of its buffers */

#define LIVE 0
#define TRUED (-100)

#define BIT(n) (1 << (n))
#define BOTH 6
#ifndef FAULT_PLAIN_CLAIM
#define CLAIM atomic
#else
#define CLAIM
#endif
#define isLive(l) (state[l] == LIVE || state[l] == TRUED)
#define isClaimedBy(l, n) (state[l] == n || state[l] == -(n))

mtype = { LENT, RETIRED, BATCHED, OFFERED, SETTLING, PARKED };

short state[LEASES + 1];
byte lease = 1;                 /* the run's lease, 0 for none */
byte holders[LEASES + 1];       /* the threads that hold the buffer, a bit each */
bool told[LEASES + 1];          /* the collector has put the lease into its queue */
bool queued[LEASES + 1];        /* it is still there */
bool proved[LEASES + 1];
bool endless;                   /* grace periods do not end */
byte running = BOTH;            /* threads that are not done, a bit each */

byte counted = SIZE;            /* against the direct limit */
byte runCounts = SIZE;          /* of that for the run */

/* For the properties only. */
mtype place = LENT;
byte current = 1;               /* the lease made last */
bool putAway[LEASES + 1];
bool uncounted;

inline part(l) {
    assert(current == l);
    lease = 0
}

/* The run of a claimed lease goes to a stack. */
inline push(l, where) {
    assert(place == LENT && current == l && !putAway[l]);
    assert(where != OFFERED || runCounts == SIZE && counted == SIZE);
    putAway[l] = true;
    place = where
}

/* In an atomic step, where an error may strike: the operation ends there. */
inline mayStrike() {
    if
    :: !struck -> struck = true; goto next
    :: true
    fi
}

/* Whoever else wants to read `noted` has to wait for the thread's death: so what is done to it needs no step of its own. */
inline putRunAway(l) {
    if
    :: atomic { push(l, RETIRED); noted = 0 }
    :: atomic { part(l); mayStrike() };
        if
#ifndef FAULT_TRUED_UNSEEN
        :: atomic { state[l] < 0 -> push(l, SETTLING); noted = 0 }
        :: atomic { state[l] > 0 -> push(l, OFFERED); noted = 0 }
#else
        :: atomic { push(l, OFFERED); noted = 0 }
#endif
        fi
    fi
}

inline finishWork() {
    if
    :: noted != 0 ->
        if
#ifndef FAULT_FINISH_BLINDLY
        :: isClaimedBy(noted, me) ->
#else
        :: true ->
#endif
            reached(REACH_FINISHED);
            putRunAway(noted)
#ifndef FAULT_FINISH_BLINDLY
        :: else ->
            atomic { noted = 0; reached(REACH_CROSSED_OUT) }
#endif
        fi
    :: else
    fi
}

/* One compare-and-set of a lease's state, in an atomic step; sets done. */
inline compareAndSet(l, from, to) {
    if
    :: state[l] == from -> state[l] = to; done = true
    :: else -> done = false
    fi
}

/* Ends a lease, if nobody else was quicker. */
inline giveBack(l) {
    finishWork();
    atomic {
#ifndef FAULT_NOTE_UNSEEN
        if
        :: isLive(l)
        :: else -> reached(REACH_DOUBLE_FREE); goto next
        fi;
#endif
        noted = l;
        mayStrike()
    }
    CLAIM { compareAndSet(l, LIVE, me); mayStrike() };
    if
    :: !done ->
        CLAIM { compareAndSet(l, TRUED, -me); mayStrike() };
        if
        :: done -> reached(REACH_TRUED_CLAIMED)
        :: else
        fi
    :: done
    fi;
    if
    :: done -> putRunAway(l)
    :: else -> noted = 0
    fi
}

/* The count is what the run's place says. Part of the steps of the worker that change the one or the other. */
inline lookAtCount() {
    assert(counted == runCounts);
    if
    :: place == PARKED || uncounted -> assert(counted == 0)
    :: place != PARKED && !uncounted && place != OFFERED && state[current] < 0 -> assert(counted == CAPACITY)
    :: else -> assert(counted == SIZE)
    fi
}

proctype thread(byte me; bool struck) {
    byte ops, buffer, l, noted;
    bool done;

next:
    atomic { buffer = 0; l = 0; done = false }
    do
    :: atomic { ops < OPS ->
            ops++;
            if      /* of which lease the operation is */
            :: buffer = 1
            :: current == 2 -> buffer = 2
            fi
        };
        if
        :: atomic { holders[buffer] & BIT(me) ->     /* free */
                l = lease;
#ifndef FAULT_BY_ADDRESS
                if
                :: l == buffer
                :: else -> goto next
                fi;
#else
                if
                :: l != 0
                :: else -> goto next
                fi;
                assert(l == buffer);
#endif
                if          /* the thread's last use of the buffer may be behind it */
                :: holders[buffer] = holders[buffer] & ~BIT(me)
                :: true
                fi
            }
        :: l = buffer                               /* the cleaner */
        :: atomic { holders[buffer] & BIT(me) ->     /* drop */
                holders[buffer] = holders[buffer] & ~BIT(me);
                goto next
            }
        :: d_step {                                 /* lend */
                place == OFFERED && current == 1 ->
                place = LENT;
                current = 2;
                holders[2] = running
            };
            lease = 2;
            goto next
        fi;
        giveBack(l);
        if
        :: l == 2 && done -> reached(REACH_SECOND_LEASE)
        :: else
        fi;
        goto next
    :: ops == OPS && noted != 0 -> finishWork(); goto next
    :: ops == OPS && noted == 0 -> break
    od;
    atomic {
        holders[1] = holders[1] & ~BIT(me);
        holders[2] = holders[2] & ~BIT(me);
        running = running & ~BIT(me)
    }
}

inline parkRun() {
    d_step {
        counted = counted - runCounts;
        runCounts = 0;
        uncounted = false;
        place = PARKED;
        lookAtCount()
    }
}

/* The run leaves its batch. */
inline letGo() {
    assert(place == BATCHED);
    if
    :: lease != 0 -> part(lease)
    :: else         /* parted before an error, to be put away at once; then there was a reader */
    fi;
    if
    :: runCounts < SIZE -> parkRun()
    :: else -> d_step { place = OFFERED; lookAtCount() }
    fi
}

/* Takes off the count what the run holds beyond its buffer's capacity. */
inline trueUp() {
#ifdef FAULT_PLAIN_TRUE_UP
    state[b] = TRUED;
    done = true;
#else
    atomic { compareAndSet(b, LIVE, TRUED) };
#endif
    if
    :: done -> d_step { runCounts = CAPACITY; counted = counted - (SIZE - CAPACITY); lookAtCount() }
    :: else
    fi
}

inline endProved() {
#ifdef FAULT_PROOF_UNCLAIMED
    done = true;
#else
    atomic { compareAndSet(b, LIVE, WORKER) };
    if
    :: !done -> atomic { compareAndSet(b, TRUED, -WORKER) }
    :: done
    fi;
#endif
    if
    :: done ->
        assert(holders[b] == 0);
        part(b);
        if
        :: state[b] < 0 -> d_step { push(b, SETTLING) }
        :: else -> d_step { push(b, OFFERED) }
        fi
    :: else ->
        if
        :: lease == b ->
#ifdef FAULT_PROOF_PARTS
            letGo()
#else
            proved[b] = true
#endif
        :: else
        fi
    fi
}

proctype worker() {
    byte b;
    bool done;

next:
    atomic { b = 0; done = false };
    if
    :: place == RETIRED -> place = BATCHED; goto next
    :: place == BATCHED && (!endless || lease == 0) -> letGo(); goto next
    :: place == BATCHED && proved[lease] ->
        if
        :: endless -> reached(REACH_PROOF_PARTS)
        :: else
        fi;
        letGo();
        goto next
    :: d_step {                     /* at the limit, what waits ceases to count */
            place == BATCHED && !uncounted ->
            counted = counted - runCounts;
            runCounts = 0;
            uncounted = true;
            lookAtCount()
        };
        goto next
    :: d_step { queued[1] -> queued[1] = false; b = 1 };
        endProved();
        goto next
    :: d_step { queued[2] -> queued[2] = false; b = 2 };
        endProved();
        goto next
    :: d_step { lease != 0 && state[lease] == LIVE -> b = lease };
        trueUp();
        goto next
    :: place == SETTLING -> parkRun(); goto next
    :: d_step { place == OFFERED && current == 1 -> counted = 0; runCounts = 0; place = PARKED; lookAtCount() };
        goto next
    :: d_step { place == PARKED && current == 1 -> counted = SIZE; runCounts = SIZE; place = OFFERED; lookAtCount() };
        goto next
    :: running == 0 && (place == OFFERED || place == PARKED) && !queued[1] && !queued[2]
    fi
}

/* Puts the leases of unreachable buffers into the queue, each once, or too late to matter. */
proctype collector() {
    do
    :: !told[1] && holders[1] == 0 -> atomic { told[1] = true; queued[1] = true }
    :: !told[2] && holders[2] == 0 && current == 2 -> atomic { told[2] = true; queued[2] = true }
    :: _nr_pr == 2 -> break         /* with init */
    od
}

init {
    atomic {
        holders[1] = BOTH;
        if
        :: endless = true
        :: true
        fi;
        run collector();
        run thread(1, false);
        run thread(2, true);
        run worker()
    }
}
