package io.nowait.runtime.reserve;

import io.nowait.runtime.nullness.Nullable;

/**
 * What has been decided of a call site.
 *
 * @param nonBlockingBecause why what runs there may not wait, whichever thread does; null if that is for the thread to say
 * @param exempt whether the policy's usual end of the chain is not for it, but the other one
 */
public record SiteContext(@Nullable String nonBlockingBecause, boolean exempt) {
    /** Nothing. */
    public static final SiteContext NONE = new SiteContext(null, false);

    boolean isNonBlocking() {
        return nonBlockingBecause != null;
    }
}
