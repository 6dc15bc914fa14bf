package io.nowait.examples.benchmarks;

/**
 * How long nowait may take beside another side.
 *
 * @param against the other side
 * @param atMost the largest ratio of nowait's time to the other side's
 */
record Target(Side against, double atMost) {
    boolean met(double ratio) {
        return ratio <= atMost;
    }
}
