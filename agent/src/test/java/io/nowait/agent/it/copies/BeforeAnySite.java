package io.nowait.agent.it.copies;

import io.nowait.runtime.DeferredFree;
import io.nowait.runtime.ReadSection;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A child program: uses its copy of the runtime before any class with a site is loaded, and then loads {@link Reading}. */
public final class BeforeAnySite {
    private BeforeAnySite() {}

    /** Runs it; the argument is a folder. */
    public static void main(String[] folder) throws Exception {
        try (ReadSection section = DeferredFree.enter()) {
            System.out.println("a section without a site: " + (section != null));
        }
        Path file = Files.write(
                Path.of(folder[0], "mapped-" + ProcessHandle.current().pid()), new byte[100]);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            DeferredFree.retire(channel.map(MapMode.READ_ONLY, 0, 100));
        }
        DeferredFree.synchronize();
        DeferredFree.barrier();
        System.out.println("the agent's copy is there: " + isAgentThere());
        Reading.main(folder);
        System.out.println("the agent's copy is there: " + isAgentThere());
    }

    private static boolean isAgentThere() {
        try {
            Class.forName(DeferredFree.class.getName(), false, null);
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
