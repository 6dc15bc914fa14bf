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

    /** Runs it; the first argument is a folder, a second one has it load the copy's interface and not use it. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 1) {
            use(arguments[0]);
        } else {
            Class.forName("io.nowait.runtime.DeferredFree", false, BeforeAnySite.class.getClassLoader());
        }
        System.out.println("the agent's copy is there: " + isAgentThere());
        Reading.main(arguments);
        System.out.println("the agent's copy is there: " + isAgentThere());
    }

    private static void use(String folder) throws Exception {
        try (ReadSection section = DeferredFree.enter()) {
            System.out.println("a section without a site: " + (section != null));
        }
        Path file =
                Files.write(Path.of(folder, "mapped-" + ProcessHandle.current().pid()), new byte[100]);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            DeferredFree.retire(channel.map(MapMode.READ_ONLY, 0, 100));
        }
        DeferredFree.synchronize();
        DeferredFree.barrier();
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
