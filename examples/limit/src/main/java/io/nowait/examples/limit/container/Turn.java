package io.nowait.examples.limit.container;

import com.fasterxml.jackson.jr.ob.JSON;
import io.nowait.examples.support.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What became of one side in its cage.
 *
 * @param failure why it did not get through; empty if it did
 * @param peak the most bytes in use, as the control group says, or where there is none the process
 * @param preset by which the pool was sized; empty without the agent
 * @param cage what held it
 */
record Turn(String failure, long peak, String preset, String cage) {
    private static final int SPARE_SECONDS = 90;

    /** How much there is and how much of it is held, in bytes but for the seconds. */
    record Sizes(long memory, long heap, long heapHeld, long limit, long directHeld, int seconds) {}

    /**
     * Runs it.
     *
     * @param flags for the JVM
     * @param settings for its environment, as {@link Cage} takes them
     */
    static Turn run(Path java, List<String> flags, String settings, Sizes sizes) throws IOException {
        List<String> all = new ArrayList<>(flags);
        all.add("-Xms" + sizes.heap());
        all.add("-Xmx" + sizes.heap());
        all.add("-XX:+AlwaysPreTouch");
        all.add("-XX:MaxDirectMemorySize=" + sizes.limit());
        List<String> arguments = List.of(
                String.valueOf(sizes.heapHeld()), String.valueOf(sizes.directHeld()), String.valueOf(sizes.seconds()));
        try (Cage cage = Cage.of(java, sizes.memory(), settings)) {
            try (ChildJvm child =
                    ChildJvm.start(cage.java(), all, Tight.class, arguments, SPARE_SECONDS + sizes.seconds())) {
                Map<String, Object> figures = JSON.std.mapFrom(child.readLine());
                child.awaitSuccess();
                long peak = cage.peak() == 0 ? ((Number) figures.get("peak")).longValue() : cage.peak();
                String refused = figures.get("refused").equals(0) ? "" : "refused " + figures.get("refused");
                return new Turn(refused, peak, (String) figures.get("preset"), cage.toString());
            } catch (IOException e) {
                return new Turn(
                        e.getMessage().replace("Tight ended too early, with ", ""), cage.peak(), "", cage.toString());
            }
        }
    }

    boolean failed() {
        return !failure.isEmpty();
    }
}
