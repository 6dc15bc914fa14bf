package io.nowait.examples.limit.loop;

import io.nowait.examples.support.AgentSummary;
import io.nowait.examples.support.load.ClientReport;
import io.nowait.examples.support.time.Histograms;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * What a turn, or several of a kind together, came to.
 *
 * @param allocations the event loops' allocation times in nanoseconds
 * @param reasons why some took over a millisecond
 * @param refused allocations of the event loops that ended in an {@code OutOfMemoryError}
 * @param held allocations of the blocking threads
 * @param holdersRefused those that ended in an {@code OutOfMemoryError}
 * @param collections garbage collections of the server
 * @param responses the client's times from due to answered, in nanoseconds
 * @param failed requests without an answer
 * @param wrongBytes bytes of the answers that were not as expected
 * @param summary what the agent counted, with one
 */
record LoopMeasurement(
        Histogram allocations,
        Reasons reasons,
        long refused,
        long held,
        long holdersRefused,
        long collections,
        Histogram responses,
        long failed,
        long wrongBytes,
        Optional<AgentSummary> summary) {

    static LoopMeasurement of(ClientReport client, LoopReport server, Pauses pauses, Optional<AgentSummary> summary) {
        return new LoopMeasurement(
                server.allocationTimes(),
                Reasons.of(server.slow(), pauses),
                server.refused(),
                server.held(),
                server.holdersRefused(),
                server.collections(),
                client.responseTimes(),
                client.failed(),
                client.wrongBytes(),
                summary);
    }

    LoopMeasurement plus(LoopMeasurement other) {
        return new LoopMeasurement(
                sum(allocations, other.allocations),
                reasons.plus(other.reasons),
                refused + other.refused,
                held + other.held,
                holdersRefused + other.holdersRefused,
                collections + other.collections,
                sum(responses, other.responses),
                failed + other.failed,
                wrongBytes + other.wrongBytes,
                summary.flatMap(one -> other.summary.map(one::plus)));
    }

    long overAMillisecond() {
        return allocations.getTotalCount() - allocations.getCountBetweenValues(0, Outlier.NANOS);
    }

    private static Histogram sum(Histogram one, Histogram other) {
        Histogram sum = Histograms.create();
        sum.add(one);
        sum.add(other);
        return sum;
    }
}
