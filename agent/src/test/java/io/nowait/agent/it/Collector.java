package io.nowait.agent.it;

/** The garbage collectors that integration tests run under. */
public enum Collector {
    SERIAL("-XX:+UseSerialGC"),
    PARALLEL("-XX:+UseParallelGC"),
    G1("-XX:+UseG1GC"),
    Z("-XX:+UseZGC");

    private final String flag;

    Collector(String flag) {
        this.flag = flag;
    }

    /** The JVM flag that selects this collector. */
    public String flag() {
        return flag;
    }
}
