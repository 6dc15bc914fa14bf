package io.nowait.agent.context;

import io.nowait.runtime.nullness.Nullable;
import java.util.List;
import java.util.regex.Pattern;

/** Threads that may not wait because an option names them. What a thread is called later changes nothing. */
final class ThreadNames implements Rule {
    private final String[] globs;
    private final Pattern[] patterns;

    /**
     * Those names.
     *
     * @param globs names in which a star stands for any characters
     */
    ThreadNames(List<String> globs) {
        this.globs = globs.toArray(new String[0]);
        patterns = new Pattern[this.globs.length];
        for (int i = 0; i < patterns.length; i++) {
            patterns[i] = Pattern.compile(Pattern.quote(this.globs[i]).replace("*", "\\E.*\\Q"), Pattern.DOTALL);
        }
    }

    @Override
    public @Nullable String nonBlockingBecause(Thread thread) {
        for (int i = 0; i < patterns.length; i++) {
            if (patterns[i].matcher(thread.getName()).matches()) {
                return "option nonblocking=".concat(globs[i]);
            }
        }
        return null;
    }
}
