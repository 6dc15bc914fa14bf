/*
 * Seizing runs from a reserve against its owner's pop.
 *
 * WHAT. One stack of runs. Its owner pops and pushes. Another thread, the worker, pops one run or takes all of them, parks
 * what it took, and pushes parked runs again. The head is one word: the number of the top run, and a tag that each change
 * raises. The number of the run below is written in the run itself. A popper reads the head, finds the run by its number,
 * reads what lies below, and then changes the head by compare-and-set; it may be overtaken between any two of these steps.
 * The slab of a parked run may be freed, and the run's number then goes to another run: so number 1 stands for two runs
 * here, and a popper may still look at the old one.
 *
 * JAVA. io.nowait.runtime.page.TaggedStack (head, top, popIf, pop, tryPush), RunStack (takeAll), RunTable (the numbers),
 * Slabs.park.
 *
 * BOUNDS. 3 run numbers, 4 runs; 2 threads, OPS operations each, retries not counted. The tag is a byte and there are
 * fewer than 255 changes, so it never comes round. Memory is sequentially consistent: whatever is shared is read before, or
 * written before, a compare-and-set of the same word, and what a popper reads racily counts only if that succeeds.
 *
 * PROPERTIES. After each change of the head: the chain below it is exactly the runs that should be on the stack, each once,
 * and each run's depth is one more than that of the run below it. A run is taken only from the stack, by one thread. So at
 * any time each run is on the stack, in one thread's hand or parked: none is lost, none is in two places.
 *
 * FAULTS.
 * FAULT_NO_TAG          the tag stays: the same number comes back to the top, and a stale link becomes the head.
 * FAULT_PLAIN_POP       the owner pops by a plain store: it overwrites what the worker did since the owner read the head.
 * FAULT_BELOW_AFTER     the owner takes the top off first, looks below it afterwards, and puts the rest back: what the worker
 *                       pushed in between is lost.
 * FAULT_STALE_BELOW     the owner compares with a head read after the link: the link is that of an older stack.
 * FAULT_PLAIN_SEIZE     the worker takes all by a plain store: what the owner popped meanwhile is taken twice.
 *
 * REACHED. What must be possible, or the rest says nothing.
 * REACH_OVERTAKEN       a compare-and-set of the owner fails.
 * REACH_ANOTHER_RUN     the owner pops the second run with number 1.
 */

#include "reached.h"

#define OPS 4
#define NUMBERS 3
#define RUNS 4

#define NUMBER(any) (any == 4 -> 1 : any)

mtype = { UNMADE, STACKED, OWNED, SEIZED, PARKED, FREED };

byte tag;
byte head;                      /* number of the top run, 0 for none */
byte runs[NUMBERS + 1];         /* number -> run, 0 for none */
byte below[RUNS + 1];           /* run -> number of the run below it */
byte depth[RUNS + 1];
mtype place[RUNS + 1];          /* where each run should be */

hidden byte i, at, met, stacked;

/* Part of an atomic step: the chain below the head is what should be on the stack. */
inline checkStack() {
    stacked = 0;
    for (i : 1 .. RUNS) {
        if
        :: place[i] == STACKED -> stacked++
        :: else
        fi
    }
    met = 0;
    at = head;
    do
    :: at == 0 -> break
    :: else ->
        assert(runs[at] != 0 && place[runs[at]] == STACKED);
        assert(met < stacked && depth[runs[at]] == stacked - met);
        met++;
        at = below[runs[at]]
    od;
    assert(met == stacked)
}

inline setHead(number) {
#ifndef FAULT_NO_TAG
    tag++;
#endif
    head = number
}

/* The popped run goes from the stack to where its popper puts it. */
inline popped(to) {
    assert(place[taken] == STACKED && runs[NUMBER(taken)] == taken);
    place[taken] = to
}

/* Sets run, 0 if the stack is empty. */
inline pop(to) {
    do
    :: atomic { seenTag = tag; seenHead = head };
        if
        :: seenHead == 0 -> taken = 0; break
        :: else
        fi;
        taken = runs[seenHead];
        if
        :: taken == 0       /* the head is out of date */
        :: else ->
            link = below[taken];
            d_step {
                if
                :: seenTag == tag && seenHead == head -> setHead(link); popped(to); checkStack(); done = true
                :: else -> done = false
                fi
            }
            if
            :: done -> break
            :: else
            fi
        fi
    od
}

/* As the owner does it: here the faults differ. */
inline ownersPop() {
    do
    :: atomic { seenTag = tag; seenHead = head };
        if
        :: seenHead == 0 -> taken = 0; break
        :: else
        fi;
        taken = runs[seenHead];
        if
        :: taken == 0
        :: else ->
#ifndef FAULT_BELOW_AFTER
            link = below[taken];
#endif
#ifdef FAULT_STALE_BELOW
            atomic { seenTag = tag; seenHead = head };
#endif
            d_step {
                if
#ifdef FAULT_PLAIN_POP
                :: true -> setHead(link); popped(OWNED); checkStack(); done = true
#elif defined(FAULT_BELOW_AFTER)
                :: seenTag == tag && seenHead == head ->
                    setHead(0);
                    popped(OWNED);
                    for (i : 1 .. RUNS) {
                        if
                        :: place[i] == STACKED -> place[i] = OWNED; rest[i] = true
                        :: else
                        fi
                    }
                    done = true
#else
                :: seenTag == tag && seenHead == head -> setHead(link); popped(OWNED); checkStack(); done = true
#endif
                :: else -> done = false
                fi
            }
            if
            :: done ->
#ifdef FAULT_BELOW_AFTER
                link = below[taken];
                d_step {
                    setHead(link);
                    for (i : 1 .. RUNS) {
                        if
                        :: rest[i] -> place[i] = STACKED; rest[i] = false
                        :: else
                        fi
                    }
                    checkStack()
                }
#endif
                break
            :: else -> reached(REACH_OVERTAKEN)
            fi
        fi
    od
}

/* Pushes a run that the caller has in its hand. */
inline push() {
    do
    :: atomic { seenTag = tag; seenHead = head };
        top = (seenHead == 0 -> 0 : runs[seenHead]);
        if
        :: top == 0 && seenHead != 0        /* the head is out of date */
        :: else ->
            below[taken] = seenHead;
            depth[taken] = (top == 0 -> 1 : depth[top] + 1);
            d_step {
                if
                :: seenTag == tag && seenHead == head ->
                    setHead(NUMBER(taken));
                    place[taken] = STACKED;
                    checkStack();
                    done = true
                :: else -> done = false
                fi
            }
            if
            :: done -> break
            :: else
            fi
        fi
    od
}

/* Seizes the whole stack; chain is the number of its top. The worker owns every run of it. */
inline takeAll() {
    chain = 0;
    do
    :: atomic { seenTag = tag; seenHead = head };
        if
        :: seenHead == 0 -> break
        :: else
        fi;
        d_step {
            if
#ifdef FAULT_PLAIN_SEIZE
            :: true ->
#else
            :: seenTag == tag && seenHead == head ->
#endif
                setHead(0);
                chain = seenHead;
                at = chain;
                do
                :: at == 0 -> break
                :: else ->
                    assert(runs[at] != 0 && place[runs[at]] == STACKED);
                    place[runs[at]] = SEIZED;
                    at = below[runs[at]]
                od;
                checkStack();
                done = true
            :: else -> done = false
            fi
        }
        if
        :: done -> break
        :: else
        fi
    od;
    do
    :: chain == 0 -> break
    :: else ->
        taken = runs[chain];
        chain = below[taken];
        park()
    od
}

/* Parks a run: the link now leads along the slab's own chain. */
inline park() {
    d_step {
        place[taken] = PARKED;
        below[taken] = parked;
        depth[taken] = 1;
        parked = NUMBER(taken)
    }
}

inline pick(from) {
    d_step {
        taken = 1;
        do
        :: taken <= RUNS && place[taken] != from -> taken++
        :: else -> break
        od
    }
}

proctype owner() {
    byte seenTag, seenHead, taken, top, link, ops;
    bool done;
#ifdef FAULT_BELOW_AFTER
    bool rest[RUNS + 1];
#endif

    do
    :: ops < OPS ->
        ops++;
        if
        :: ownersPop();
            if
            :: taken == 4 -> reached(REACH_ANOTHER_RUN)
            :: else
            fi
        :: pick(OWNED);
            if
            :: taken <= RUNS -> push()
            :: else
            fi
        fi
    :: else -> break
    od
}

proctype worker() {
    byte seenTag, seenHead, taken, top, link, chain, ops, parked;
    bool done;

    do
    :: ops < OPS ->
        ops++;
        if
        :: pop(SEIZED);
            if
            :: taken != 0 -> park()
            :: else
            fi
        :: takeAll()
        :: pick(PARKED);
            if
            :: taken <= RUNS -> place[taken] = SEIZED; push()
            :: else
            fi
        :: place[1] == PARKED ->
            d_step { place[1] = FREED; runs[1] = 0 };
            d_step { place[4] = PARKED; runs[1] = 4; below[4] = 0 }
        fi
    :: else -> break
    od
}

init {
    d_step {
        for (i : 1 .. NUMBERS) {
            runs[i] = i;
            below[i] = i - 1;
            depth[i] = i;
            place[i] = STACKED
        }
        place[4] = UNMADE;
        head = NUMBERS;
        checkStack()
    }
    atomic { run owner(); run worker() }
}
