package io.nowait.examples.support.load;

import io.nowait.examples.support.time.Histograms;
import org.HdrHistogram.Histogram;

/**
 * What the load client measured.
 *
 * @param responses times from due to answered of the requests after the warm-up, in nanoseconds, in the form of
 *     {@link Histograms#encode}
 * @param nanos from the end of the warm-up to the last answer
 * @param wrongBytes bytes that were not as expected, in all answers, the warm-up's too
 * @param failed requests without an answer; others than 0 only if the load is tolerant
 */
public record ClientReport(String responses, long nanos, long wrongBytes, long failed) {
    public Histogram responseTimes() {
        return Histograms.decode(responses);
    }
}
