package io.nowait.agent;

import io.nowait.agent.option.Options;
import io.nowait.runtime.Settings;

/** What the options mean to the runtime. */
final class Setting {
    private Setting() {}

    static Settings of(Options options) {
        return new Settings(options.floor(), options.share(), options.max(), options.trimSeconds());
    }
}
