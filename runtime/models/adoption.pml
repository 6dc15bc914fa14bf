/*
 * Death of threads, and adoption of what they leave.
 *
 * WHAT. A thread lends from its reserve, frees (unlink, note, claim, push on the retired stack and cross out), and moves its
 * dirty runs to the depot. It may die at any call, but not between a compare-and-set and the plain store that follows it. It
 * is a reader too and may die online. The worker takes retired runs in batches through grace periods and gives them back to
 * the reserve that they came from. When it sees the thread dead, it finishes what the thread has noted, moves the dirty runs to
 * the depot, makes a batch of the retired ones, and only then removes the reserve; if it cannot (the heap is full), it tries
 * again later. Batches whose reserve is gone go to the depot. A check passes over readers whose threads are dead. What the
 * thread had lent comes back through the collector's proof. Another thread reads the pointers that the first one publishes.
 *
 * JAVA. io.nowait.runtime.reserve.Worker (adoptFromDead), Freeing (finishWork, flush, endProved), Reserve, Reserves, Retirement
 * (close, giveBack); the check of grace periods.
 *
 * BOUNDS. 3 runs: two are lent and published one after the other, one is dirty; 1 thread that dies, after OPS operations at
 * the latest; 1 reader with ITERATIONS iterations, which registers at any time; 1 worker. Memory is sequentially consistent:
 * seeing a thread dead orders all that it did before; the readers' store buffers are the matter of grace_period.pml.
 *
 * PROPERTIES. No reader uses a run that was reused since it read the pointer. Each run is in one place at any time. In the end all
 * are in the depot: none is lost, and no dead reader keeps anything waiting.
 *
 * FAULTS.
 * FAULT_ADOPT_ALIVE        the worker adopts while the owner lives: a run is put away twice, or lost.
 * FAULT_READ_BEFORE_DEATH  the worker looks at what is noted before it sees the owner dead.
 * FAULT_DEAD_READER        a check waits for a dead reader: for ever.
 * FAULT_RETIRED_TO_DEPOT   what a dead thread had retired goes to the depot at once: others still read it.
 * FAULT_UNFINISHED         what a dead thread had noted is not finished: lost.
 * FAULT_FINISHED_LAST      the stacks are taken before what is noted is finished: what the finishing pushes is lost.
 * FAULT_HOME_GONE          a batch goes back to a reserve that has been removed: lost.
 * FAULT_REMOVED_UNCLOSED   the reserve is removed although no batch could be made of what it had retired: lost.
 *
 * REACHED. What must be possible, or the rest says nothing.
 * REACH_FREEING            a dead thread's claimed lease is put away by the worker.
 * REACH_CROSSED_OUT        a dead thread's note of a lease that it did not claim is crossed out.
 * REACH_MOVING             a chain is in the dead thread's hand.
 * REACH_PASSED_OVER        a grace period ends while a dead reader is online.
 * REACH_ORPHANED           a batch is over when its reserve has gone.
 * REACH_PROVED             a lease of a dead thread is ended by the proof.
 * REACH_NO_MEMORY          no batch can be made of what a dead thread has retired.
 */

#include "reached.h"

#define OPS 4
#define ITERATIONS 2
#define RUNS 3
#define ALL 14          /* a bit for each run */
#define NONE 0
#define BIT(n) (1 << (n))

#define OWNER 0         /* numbers of the readers */
#define OTHER 1

mtype = { NOBODY, BY_OWNER, BY_WORKER };

byte newest = 1;
byte announced[2];
byte pointer = 1;               /* to run 1, then 2, then to none */
byte held;                      /* the run that the other reader holds */
bool registered;                /* the other reader */
bool reading = true;            /* it is not done */
bool alive = true;              /* the owner */
bool removed;                   /* its reserve */

/* Places: a bit for each run. */
byte lent = 6;                  /* and not claimed */
byte dirty = 8;
byte retired;
byte moving;
byte depot;
byte batched;
byte freeing;                   /* the run of the lease that the owner has noted, or 0 */

mtype claimed[RUNS + 1] = NOBODY;
bool reused[RUNS + 1];

/* Part of an atomic step: each run is in one place. */
inline look() {
    assert((lent & dirty) == 0 && (lent & retired) == 0 && (lent & moving) == 0 && (lent & depot) == 0 && (lent & batched) == 0);
    assert((dirty & retired) == 0 && (dirty & moving) == 0 && (dirty & depot) == 0 && (dirty & batched) == 0);
    assert((retired & moving) == 0 && (retired & depot) == 0 && (retired & batched) == 0);
    assert((moving & depot) == 0 && (moving & batched) == 0 && (depot & batched) == 0)
}

inline mayDie() {
    if
    :: goto dead
    :: true
    fi
}

proctype owner() {
    byte ops, r;
    bool waits;

    announced[OWNER] = newest;
    do
    :: ops < OPS ->
        ops++;
        r = 0;
        if
        :: pointer != 0 ->                                          /* free */
            atomic { r = pointer; pointer = (r == 1 -> 2 : 0); mayDie() };
            atomic { freeing = r; mayDie() };
            atomic { claimed[r] == NOBODY -> claimed[r] = BY_OWNER; lent = lent & ~BIT(r); mayDie() };
            atomic { waits = registered; mayDie() };
            if
            :: waits -> d_step { retired = retired | BIT(r); freeing = 0; waits = false; look() }
            :: !waits -> d_step { reused[r] = true; dirty = dirty | BIT(r); freeing = 0; look() }
            fi
        :: atomic {                                                 /* lend */
                dirty != NONE ->
                do
                :: r < RUNS && !(dirty & BIT(r)) -> r++
                :: dirty & BIT(r) -> break
                od;
                dirty = dirty & ~BIT(r);
                lent = lent | BIT(r);
                claimed[r] = NOBODY;
                look()
            }
        :: atomic { dirty != NONE -> moving = dirty; dirty = NONE; mayDie() };     /* flush */
            d_step { depot = depot | moving; moving = NONE; look() }
        :: dirty == NONE                                            /* nothing to lend */
        fi;
        if
        :: atomic { announced[OWNER] = newest; mayDie() }
        :: mayDie()
        fi
    :: else -> announced[OWNER] = 0; break
    od;
dead:
    atomic { r = 0; waits = false; ops = 0; alive = false }
}

proctype other() {
    byte iterations;

    registered = true;
    do
    :: iterations < ITERATIONS ->
        iterations++;
        announced[OTHER] = newest;
        held = pointer;
        atomic { assert(held == 0 || !reused[held]); held = 0 }
    :: else -> break
    od;
    atomic { announced[OTHER] = 0; reading = false; iterations = 0 }
}

#ifndef FAULT_DEAD_READER
#define isDead(t) (t == OWNER && !alive)
#else
#define isDead(t) false
#endif
#define mustWaitFor(t, token) (announced[t] != 0 && announced[t] < token && !isDead(t))

inline takeBatch() {
    d_step { batch = retired; retired = NONE; batched = batched | batch; look() };
    newest++;
    waiting!batch, newest;
    batch = NONE
}

inline check() {
    limit = newest;
    d_step {
        if
        :: mustWaitFor(OWNER, limit) -> limit = announced[OWNER]
        :: else
        fi
    };
    d_step {
        if
        :: mustWaitFor(OTHER, limit) -> limit = announced[OTHER]
        :: else
        fi
    };
    do
    :: nempty(waiting) ->
        waiting?<batch, token>;
        if
        :: token > limit -> break
        :: else ->
            d_step {
                if
                :: !alive && announced[OWNER] != 0 && announced[OWNER] < token -> reached(REACH_PASSED_OVER)
                :: else
                fi;
                waiting?batch, token;
                batched = batched & ~batch;
                for (r : 1 .. RUNS) {
                    reused[r] = reused[r] || (batch & BIT(r))
                }
                r = 0;
                if
#ifndef FAULT_HOME_GONE
                :: removed -> depot = depot | batch; reached(REACH_ORPHANED)
                :: !removed -> dirty = dirty | batch
#else
                :: true -> dirty = dirty | batch
#endif
                fi;
                look()
            }
        fi
    :: empty(waiting) -> break
    od;
    atomic { batch = NONE; token = 0; limit = 0 }
}

inline finishWork() {
#ifndef FAULT_READ_BEFORE_DEATH
    noted = freeing;
#endif
    if
    :: noted != 0 && claimed[noted] == BY_OWNER ->
        d_step { retired = retired | BIT(noted); freeing = 0; look(); reached(REACH_FREEING) }
    :: noted != 0 && claimed[noted] != BY_OWNER ->
        d_step { freeing = 0; reached(REACH_CROSSED_OUT) }
    :: noted == 0
    fi;
    noted = 0;
    if
    :: moving != NONE ->
        d_step { depot = depot | moving; moving = NONE; look(); reached(REACH_MOVING) }
    :: moving == NONE
    fi
}

inline takeDirty() {
    d_step { depot = depot | dirty; dirty = NONE; look() }
}

inline adopt() {
#ifdef FAULT_FINISHED_LAST
    takeDirty();
    if
    :: retired != NONE -> takeBatch()
    :: else
    fi;
    finishWork();
    removed = true;
#else
#ifndef FAULT_UNFINISHED
    finishWork();
#endif
    takeDirty();
    if
#ifdef FAULT_RETIRED_TO_DEPOT
    :: retired != NONE ->
        d_step {
            for (r : 1 .. RUNS) {
                reused[r] = reused[r] || (retired & BIT(r))
            }
            r = 0;
            depot = depot | retired;
            retired = NONE
        };
        removed = true
#else
    :: retired != NONE -> takeBatch(); removed = true
#endif
    :: retired != NONE ->           /* the heap is full */
#ifdef FAULT_REMOVED_UNCLOSED
        removed = true
#else
        reached(REACH_NO_MEMORY)
#endif
    :: retired == NONE -> removed = true
    fi
#endif
}

#define everybodyDone (!alive && !reading)
#define unreachable(r) ((lent & BIT(r)) && !alive && held != r && (pointer != r || !reading))
#define canEnd(t) (!mustWaitFor(t, newest))

/* Ends a lease whose buffer nobody reaches. */
inline endProved(r) {
    claimed[r] = BY_WORKER;
    lent = lent & ~BIT(r);
    depot = depot | BIT(r);
    reused[r] = true;
    look()
}

proctype worker() {
    byte batch, token, limit, noted, r;
    chan waiting = [RUNS] of { byte, byte };

    do
    :: retired != NONE && !removed -> takeBatch()
    /* Once nothing else happens, only if that can help: so a hopeless wait shows as stuck. */
    :: len(waiting) > 0 && (!everybodyDone || canEnd(OWNER) && canEnd(OTHER)) -> check()
#ifdef FAULT_READ_BEFORE_DEATH
    :: !removed ->
        noted = freeing;
        if
        :: !alive -> adopt()
        :: else -> noted = 0
        fi
#elif defined(FAULT_ADOPT_ALIVE)
    :: !removed -> adopt()
#else
    :: !alive && !removed -> adopt()
#endif
    :: d_step { unreachable(1) -> endProved(1); reached(REACH_PROVED) }
    :: d_step { unreachable(2) -> endProved(2) }
    :: d_step { unreachable(3) -> endProved(3) }
    :: everybodyDone && removed && depot == ALL -> break
    od
}

init {
    atomic { run owner(); run other(); run worker() }
}
