/*
 * Grace periods, batches, and store buffers.
 *
 * WHAT. Readers read a shared pointer to a run and use the run. A freeing thread puts another run there, frees the old one,
 * and the old one is reused once no reader can still hold it. `newest` counts grace periods. Each reader has `announced`: 0
 * while it is offline, else the value of `newest` that it saw in its latest quiescent state.
 *
 *   going online   read newest, store announced, full fence; only then read pointers
 *   quiescent      read newest (acquire), store announced (release); no fence
 *   going offline  store announced = 0 (release); no fence
 *   freeing        unlink (plain store); claim the lease (compare-and-set, a full fence); is any other reader counted? If
 *                  not, the run is reused at once; else it is pushed on the retired stack, without a token
 *   worker         takes the whole retired stack: a batch; then raises newest, and that is the batch's token. Batches wait in
 *                  line. A check: read newest as the limit, then of each registered reader the announced, the least of all is
 *                  over; the batches whose token is at most that are reused
 *   polling        any thread may raise newest for a token of its own, and reuse its run when the worker has seen it over
 *
 * Memory is x86-TSO. A thread's plain and release stores go into its buffer, first in first out, and reach memory at any
 * later time. A fence and a compare-and-set wait until the buffer is empty. Loads read memory; no thread here loads what it
 * may have in its own buffer, so forwarding makes no difference.
 *
 * Why the quiescent announcement needs no fence. While the store is in the buffer, others see an older announcement, which only
 * makes them wait. When they see it, all uses of the earlier pointers are over (stores follow loads). And who announces a
 * value has read newest at that value or later, hence after the unlink of all that waits for it, so the pointers that it
 * reads from then on are new ones. Going online is different: what others see while the store is in the buffer is 0,
 * which does not make them wait.
 *
 * JAVA. io.nowait.runtime.reclaim.GracePeriods (start, isOver), Reader (goOnline, pass, aboutToWait), Readers (add,
 * anyButCaller), Reclaimer (add, reclaimOver); reserve.Freeing (giveBack, mustWait), Retirement (close).
 *
 * BOUNDS. 1 freeing thread, 1 worker, any number of checks, buffers of 2 stores. Either a reader with 2 iterations and FREES
 * frees, by a thread that is a reader too or not; or two readers with 1 iteration each and 1 free; or a reader whose first
 * attempt to register an error strikes, and 1 free. Readers register at any time, go offline and online in between or stay,
 * and end offline or idle online, announcing. The last free may be polled.
 *
 * PROPERTIES. Safety: no reader uses a run that was reused since the reader read the pointer; no run is reused twice. Progress:
 * while readers announce again and again, all that was freed is reused in the end, that is, nobody gets stuck and the
 * worker's last check leaves nothing.
 *
 * FAULTS.
 * FAULT_ONLINE_UNFENCED      no fence when going online: the reader has the pointer while it still looks offline.
 * FAULT_FIRST_TOKEN          a batch gets its token with its first record: later records have had no grace period.
 * FAULT_START_BEFORE_TAKE    newest is raised before the stack is taken: what is pushed in between has had none either.
 * FAULT_QUIESCENT_HOLDING    a reader announces while it holds a pointer.
 * FAULT_REUSE_BEFORE_CHECK   a batch is reused as soon as it is taken.
 * FAULT_CHECK_UNFENCED       no fence before the check reads the readers, so that a machine or compiler weaker than TSO may have
 *                            read them before the batch was taken: a reader that went online since is missed.
 * FAULT_SOLE_BEFORE_UNLINK   the freeing thread looks for other readers before it unlinks: one may register in between.
 * FAULT_SOLE_BEFORE_CLAIM    it looks after the unlinking store but before the claim: that store may still be in its buffer.
 * FAULT_LISTED_FIRST         a reader is listed, then counted; an error strikes in between, and it goes online uncounted.
 * FAULT_STALE_SCAN           the limit is read after the readers: a token given out since is over unexamined.
 * FAULT_SILENT_READER        a reader stays online and does not announce: nothing is reused any more.
 *
 * REACHED. What must be possible, or the rest says nothing.
 * REACH_AT_ONCE              a run is reused at once.
 * REACH_NOT_OVER             a check finds that its batch must wait.
 * REACH_OVER_WHILE_ONLINE    a batch is over while a reader is online.
 * REACH_TWO_WAIT             two batches wait.
 * REACH_POLLED               a polled grace period is over.
 */

#include "reached.h"

#define FREES 2
#define READERS 2
#define FREEING 2       /* the freeing thread's number; the readers are 0 and 1 */
#define THREADS 3

mtype = { ANNOUNCED, POINTER };

chan buffer[THREADS] = [2] of { mtype, byte };

byte newest = 1;
byte over;
byte announced[THREADS];
byte registered;                /* the list of readers: a bit for each thread */
byte count;                     /* how many there are, or more */
byte pointer = 1;               /* to run 1 */
byte retired;                   /* a bit for each run */
byte polled;                    /* the token that somebody polls, or 0 */
bool reused[FREES + 2];
bool freed;                     /* nothing more will be freed */
bool closed;                    /* nothing is left to wait for */
#ifdef FAULT_FIRST_TOKEN
byte firstToken;
#endif

#define BIT(n) (1 << (n))

#define store(me, what, value) buffer[me]!what, value
#define fence(me) empty(buffer[me])

inline arrive() {
    if
    :: what == ANNOUNCED -> announced[t] = value
    :: else -> pointer = value
    fi;
    what = 0;
    value = 0;
    t = 0
}

/* The store buffers' way to memory. */
active proctype memory() {
    mtype what;
    byte value, t;

    do
    :: d_step { nempty(buffer[0]) -> t = 0; buffer[0]?what, value; arrive() }
    :: d_step { nempty(buffer[1]) -> t = 1; buffer[1]?what, value; arrive() }
    :: d_step { nempty(buffer[2]) -> t = 2; buffer[2]?what, value; arrive() }
    :: _nr_pr == 1 -> break
    od
}

inline enlist(me) {
    atomic { fence(me) -> registered = registered | BIT(me) }
}

inline register(me) {
    atomic { fence(me) -> count++ };
    enlist(me)
}

inline announce(me) {
    saw = newest;
    store(me, ANNOUNCED, saw);
    saw = 0
}

inline goOnline(me) {
    announce(me);
#ifndef FAULT_ONLINE_UNFENCED
    fence(me)
#else
    skip
#endif
}

inline goOffline(me) {
    store(me, ANNOUNCED, 0)
}

inline reuse(r) {
    assert(!reused[r]);
    reused[r] = true
}

proctype reader(byte me, most; bool struck) {
    byte saw, held, iterations;

    /* Counted, then listed: an error may strike in between, and then the reader begins again and is counted twice. */
#ifndef FAULT_LISTED_FIRST
    if
    :: struck -> atomic { fence(me) -> count++ }
    :: !struck
    fi;
    register(me);
#else
    enlist(me);
    if
    :: struck
    :: !struck -> atomic { fence(me) -> count++ }
    fi;
#endif
    goOnline(me);
    do
    :: iterations < most ->
        iterations++;
        held = pointer;
#ifdef FAULT_QUIESCENT_HOLDING
        announce(me);
#endif
        atomic { assert(!reused[held]); held = 0 };
        if
        :: announce(me)
        :: goOffline(me); goOnline(me)
        fi
    :: else -> break
    od;
    iterations = 0;
    if
    :: goOffline(me)
    :: true ->
        do
        :: closed -> break
#ifndef FAULT_SILENT_READER
        :: !closed && announced[me] != newest && len(buffer[me]) == 0 -> announce(me)
#endif
        od
    fi
}

inline lookForOthers() {
    sole = (count == (reading -> 1 : 0))
}

/* Raises newest: an atomic increment. */
inline start(token) {
    newest++;
    token = newest
}

proctype freeing(bool reading; byte most) {
    byte saw, old, frees, token;
    bool sole;

    if
    :: reading -> register(FREEING); goOnline(FREEING)
    :: !reading
    fi;
    do
    :: frees < most ->
        frees++;
        old = frees;
#ifdef FAULT_SOLE_BEFORE_UNLINK
        lookForOthers();
#endif
        store(FREEING, POINTER, old + 1);
#ifdef FAULT_SOLE_BEFORE_CLAIM
        lookForOthers();
#endif
        fence(FREEING);         /* the compare-and-set that claims the lease */
#if !defined(FAULT_SOLE_BEFORE_UNLINK) && !defined(FAULT_SOLE_BEFORE_CLAIM)
        lookForOthers();
#endif
        if
        :: sole ->
            d_step { reuse(old); reached(REACH_AT_ONCE) }
        :: !sole ->
            atomic {
                fence(FREEING);
#ifdef FAULT_FIRST_TOKEN
                if
                :: retired == 0 -> start(firstToken)
                :: else
                fi;
#endif
                retired = retired | BIT(old)
            }
        :: !sole && frees == most ->
            atomic { fence(FREEING) -> start(token); polled = token }
        fi;
        sole = false;
        if
        :: reading -> announce(FREEING)
        :: !reading
        fi
    :: else -> break
    od;
    if
    :: reading -> goOffline(FREEING)
    :: !reading
    fi;
    freed = true;
    if
    :: token != 0 ->
        over >= token;
        d_step { reuse(old); reached(REACH_POLLED) }
    :: token == 0
    fi
}

/* Lowers the limit to what a reader has announced, if it is registered and online; 0 is no limit yet. */
inline readReader(t) {
    d_step {
        if
        :: (found & BIT(t)) && announced[t] != 0 && (limit == 0 || announced[t] < limit) -> limit = announced[t]
        :: else
        fi
    }
}

inline readReaders() {
    found = registered;
    readReader(0);
    readReader(1);
    readReader(FREEING);
    found = 0
}

inline reuseAll() {
    for (r : 1 .. FREES) {
        if
        :: batch & BIT(r) -> reuse(r)
        :: else
        fi
    }
    r = 0
}

inline reuseWhatIsOver() {
    d_step {
        if
        :: limit > over -> over = limit
        :: else
        fi;
        limit = 0
    }
    d_step {
        do
        :: nempty(waiting) ->
            waiting?<batch, token>;
            if
            :: token <= over ->
                waiting?batch, token;
                reuseAll();
                if
                :: announced[0] != 0 -> reached(REACH_OVER_WHILE_ONLINE)
                :: else
                fi
            :: else -> reached(REACH_NOT_OVER); break
            fi
        :: empty(waiting) -> break
        od;
        batch = 0;
        token = 0
    }
}

inline check() {
#ifdef FAULT_STALE_SCAN
    readReaders();
    d_step {
        if
        :: limit == 0 || newest < limit -> limit = newest
        :: else
        fi
    }
#else
    limit = newest;
    readReaders();
#endif
    reuseWhatIsOver()
}

inline takeBatch() {
#ifdef FAULT_CHECK_UNFENCED
    readReaders();
#endif
#ifdef FAULT_START_BEFORE_TAKE
    start(token);
    d_step { batch = retired; retired = 0 };
#elif defined(FAULT_FIRST_TOKEN)
    d_step { batch = retired; retired = 0; token = firstToken };
#else
    d_step { batch = retired; retired = 0 };
    start(token);
#endif
#ifdef FAULT_REUSE_BEFORE_CHECK
    d_step { reuseAll() };
#else
    atomic {
        waiting!batch, token;
        if
        :: len(waiting) == 2 -> reached(REACH_TWO_WAIT)
        :: else
        fi
    };
#endif
#ifdef FAULT_CHECK_UNFENCED
    d_step {
        if
        :: limit == 0 || newest < limit -> limit = newest
        :: else
        fi
    }
    reuseWhatIsOver();
#endif
    atomic { batch = 0; token = 0 }
}

#define SOMETHING_WAITS (len(waiting) > 0 || polled > over)
#define HAS_ANNOUNCED(t) (announced[t] == 0 || announced[t] == newest)

/* Checks at any time while there is more to come; then only when that can help, so that a hopeless wait shows as stuck. */
proctype worker() {
    byte batch, token, limit, found, r;
    chan waiting = [FREES] of { byte, byte };

    do
    :: retired != 0 -> takeBatch()
    :: SOMETHING_WAITS && (!freed || HAS_ANNOUNCED(0) && HAS_ANNOUNCED(1) && HAS_ANNOUNCED(FREEING)) -> check()
    :: freed && retired == 0 && !SOMETHING_WAITS -> break
    od;
    closed = true
}

init {
    atomic {
        if      /* the smallest first: faults show soonest */
        :: run reader(0, 2, true); run freeing(false, 1)
        :: run reader(0, 2, false); run freeing(false, FREES)
        :: run reader(0, 2, false); run freeing(true, FREES)
        :: run reader(0, 1, false); run reader(1, 1, false); run freeing(false, 1)
        fi;
        run worker()
    }
}
