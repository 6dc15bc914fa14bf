package io.nowait.runtime;

import io.nowait.runtime.reclaim.Reports;
import io.nowait.runtime.reclaim.Stall;

/** Says on stderr what whoever runs the application should know. Thread-safe; never throws. */
class Stderr implements Reports {
    @Override
    public void stalled(Stall stall) {
        say(stall.describe());
    }

    static void say(String what) {
        try {
            System.err.println("nowait: ".concat(what));
        } catch (RuntimeException | Error unheard) {
            return; // the application may have put anything in the place of stderr
        }
    }
}
