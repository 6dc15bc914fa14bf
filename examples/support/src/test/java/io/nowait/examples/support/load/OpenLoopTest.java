package io.nowait.examples.support.load;

import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
    private static final long ANSWER = MICROSECONDS.toNanos(100);
    private static final long STALL = MILLISECONDS.toNanos(300);

    private final ManualClock clock = new ManualClock();
    private final List<Integer> sent = new ArrayList<>();

    @Test
    void requestsThatCameDueDuringAStallAreChargedForIt() throws IOException {
        Histogram responses = run(everyMilliSecond(1000), 0, 500);

        assertThat(responses.getCountBetweenValues(MILLISECONDS.toNanos(100), STALL))
                .as("requests charged 100 ms or more for a stall of 300 ms at a request each millisecond")
                .isBetween(200L, 240L);
        assertThat(responses.getValueAtPercentile(99.9)).isGreaterThan(MILLISECONDS.toNanos(290));
    }

    @Test
    void aSteadyServerIsChargedItsOwnTimeOnly() throws IOException {
        Histogram responses = run(everyMilliSecond(1000), 0, -1);

        assertThat(responses.getTotalCount()).isEqualTo(1000);
        assertThat(responses.valuesAreEquivalent(responses.getMaxValue(), ANSWER))
                .isTrue();
    }

    @Test
    void requestsOfTheWarmUpAreSentButNotMeasured() throws IOException {
        Histogram responses = run(everyMilliSecond(3000), 1, 500);

        assertThat(sent).isEqualTo(IntStream.range(0, 3000).boxed().toList());
        assertThat(responses.getTotalCount()).isEqualTo(2000);
        assertThat(responses.valuesAreEquivalent(responses.getMaxValue(), ANSWER))
                .isTrue();
    }

    @Test
    void noRequestIsSentBeforeItIsDue() throws IOException {
        long[] due = {0, SECONDS.toNanos(1), SECONDS.toNanos(3)};
        List<Long> times = new ArrayList<>();
        long start = clock.nanoTime();

        new OpenLoop(due, 0, clock).run(request -> times.add(clock.nanoTime() - start));

        assertThat(times).containsExactly(due[0], due[1], due[2]);
    }

    private Histogram run(long[] arrivals, int warmupSeconds, int stalled) throws IOException {
        OpenLoop loop = new OpenLoop(arrivals, warmupSeconds, clock);
        loop.run(request -> {
            sent.add(request);
            clock.time += request == stalled ? STALL : ANSWER;
        });
        return loop.responses();
    }

    private static long[] everyMilliSecond(int count) {
        return LongStream.range(0, count).map(MILLISECONDS::toNanos).toArray();
    }

    private static final class ManualClock implements Clock {
        private long time = Long.MAX_VALUE - SECONDS.toNanos(1);

        @Override
        public long nanoTime() {
            return time;
        }

        @Override
        public void sleepUntil(long until) {
            time += Math.max(0, until - time);
        }
    }
}
