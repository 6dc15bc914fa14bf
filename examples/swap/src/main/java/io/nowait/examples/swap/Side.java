package io.nowait.examples.swap;

import java.util.Locale;

/** How the application is run. */
enum Side {
    PLAIN,
    NOWAIT;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
