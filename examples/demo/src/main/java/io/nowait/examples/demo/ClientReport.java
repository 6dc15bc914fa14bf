package io.nowait.examples.demo;

import org.HdrHistogram.Histogram;

/**
 * What the load client measured.
 *
 * @param responses times from due to answered of the requests after the warm-up, in nanoseconds, in the form of
 *     {@link Histograms#encode}
 * @param nanos from the end of the warm-up to the last answer
 * @param wrongBytes bytes that were not as expected, in all answers, the warm-up's too
 */
record ClientReport(String responses, long nanos, long wrongBytes) {
    Histogram responseTimes() {
        return Histograms.decode(responses);
    }
}
