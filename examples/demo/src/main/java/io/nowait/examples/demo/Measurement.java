package io.nowait.examples.demo;

import io.nowait.examples.support.AgentSummary;
import io.nowait.examples.support.load.ClientReport;
import io.nowait.examples.support.time.Histograms;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What one turn, or several of the same kind taken together, came to.
 *
 * @param responses response times from when a request was due, in nanoseconds
 * @param allocations the handler's allocation times, in nanoseconds
 * @param nanos measured time
 * @param collections garbage collections of the server
 * @param collectionMillis time counted for them
 * @param cpuMillis CPU time of the whole server process
 * @param machineLoad the largest share of the machine's CPU time that was used in a turn, 0 to 1; negative if unknown
 * @param wrongBytes bytes of the answers that were not as expected
 * @param hiccups how late an idle thread of the runner woke meanwhile, in nanoseconds
 * @param summary what the agent counted, with one
 */
record Measurement(
        Histogram responses,
        Histogram allocations,
        long nanos,
        long collections,
        long collectionMillis,
        long cpuMillis,
        double machineLoad,
        long wrongBytes,
        Histogram hiccups,
        Optional<AgentSummary> summary) {

    static Measurement of(ClientReport client, ServerReport server, Histogram hiccups, Optional<AgentSummary> summary) {
        return new Measurement(
                client.responseTimes(),
                server.allocationTimes(),
                client.nanos(),
                server.collections(),
                server.collectionMillis(),
                server.cpuMillis(),
                server.machineLoad(),
                client.wrongBytes(),
                hiccups,
                summary);
    }

    /** Takes turns of the same kind together: every sample of each counts; none is averaged. */
    static Measurement together(List<Measurement> turns) {
        return turns.stream().reduce(Measurement::plus).orElseThrow();
    }

    private Measurement plus(Measurement other) {
        return new Measurement(
                sum(responses, other.responses),
                sum(allocations, other.allocations),
                nanos + other.nanos,
                collections + other.collections,
                collectionMillis + other.collectionMillis,
                cpuMillis + other.cpuMillis,
                Math.max(machineLoad, other.machineLoad),
                wrongBytes + other.wrongBytes,
                sum(hiccups, other.hiccups),
                summary.flatMap(one -> other.summary.map(one::plus)));
    }

    double requestsPerSecond() {
        return responses.getTotalCount() * (double) TimeUnit.SECONDS.toNanos(1) / nanos;
    }

    private static Histogram sum(Histogram one, Histogram other) {
        Histogram sum = Histograms.create();
        sum.add(one);
        sum.add(other);
        return sum;
    }
}
