package io.nowait.runtime.host;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

/** How much memory this JVM may use, and who says so. Immutable. */
public final class Host {
    private final List<ControlGroup> groups;
    private final File root;
    private final long memory;
    private final String source;

    private Host(File root) {
        this.root = root;
        this.groups = ControlGroup.find(root);
        long least = physical(root);
        String whose = least == Long.MAX_VALUE ? "unknown" : "the machine's";
        for (ControlGroup group : groups) {
            long limit = group.limit();
            if (limit < least) {
                least = limit;
                whose = group.limitFile().getPath();
            }
        }
        memory = least;
        source = whose;
    }

    /** The one that this JVM runs in. Reads a few small files. */
    public static Host find() {
        return find(new File("/"));
    }

    /**
     * For tests.
     *
     * @param root what stands for the root of the file system
     */
    static Host find(File root) {
        return new Host(root);
    }

    private static long physical(File root) {
        long kib = TextFile.field(TextFile.read(new File(root, "proc/meminfo")), "MemTotal:");
        return kib <= 0 ? Long.MAX_VALUE : kib << 10;
    }

    /** Bytes of memory that this JVM may use; {@code Long.MAX_VALUE} if that is not known. */
    public long memory() {
        return memory;
    }

    /** Who says so: the path of a control group's file, "the machine's", or "unknown". */
    public String source() {
        return source;
    }

    /** Watches over shortages of memory. Not thread-safe: for one thread. */
    public Pressure pressure() {
        List<ControlGroup> limited = new ArrayList<>();
        for (ControlGroup group : groups) {
            if (group.softest() < Long.MAX_VALUE) {
                limited.add(group);
            }
        }
        return new Pressure(limited, stallFile());
    }

    /** The group's own account of stalls, or the machine's. */
    private File stallFile() {
        if (!groups.isEmpty()) {
            File ofGroup = new File(groups.get(0).folder, "memory.pressure");
            if (ofGroup.isFile()) {
                return ofGroup;
            }
        }
        return new File(root, "proc/pressure/memory");
    }
}
