package io.nowait.runtime;

import io.nowait.runtime.reclaim.Reports;
import io.nowait.runtime.reclaim.Stall;

/** Says on stderr what whoever runs the application should know. Thread-safe; never throws. */
class Stderr implements Reports {
    @Override
    public void stalled(Stall stall) {
        say(stall.describe());
    }

    /** Says it on a thread of its own: stderr may be full, or in the hands of an application that waits for the caller. */
    static void say(String what) {
        try {
            Thread thread = new Thread(null, new Line("nowait: ".concat(what)), "nowait-report", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            thread.start();
        } catch (RuntimeException | Error unheard) {
            return; // there is no room for a thread
        }
    }

    private record Line(String text) implements Runnable {
        @Override
        public void run() {
            try {
                System.err.println(text);
            } catch (RuntimeException | Error unheard) {
                return; // the application may have put anything in the place of stderr
            }
        }
    }
}
