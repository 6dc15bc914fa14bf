package io.nowait.runtime.host;

import io.nowait.runtime.nullness.Nullable;
import java.io.File;
import java.util.ArrayList;
import java.util.List;

/**
 * One folder of the control group hierarchy in which this process's memory is counted.
 *
 * <p><b>Which folders.</b> {@code /proc/self/cgroup} names the group, {@code /proc/self/mountinfo} where groups are mounted and which of
 * them is the root of the mount. Below the mount point lies the group's path less the path of the mount's root: a container that sees only
 * its own group finds it at the mount point itself. If that folder is not there (the process was moved, or is named from outside of its
 * namespace), the mount point stands for it. The limits of all folders from there up to the mount point hold together.
 *
 * <p>Where version 1 has the memory controller, it is the one that counts; otherwise version 2. Immutable.
 */
final class ControlGroup {
    /** From here on a limit is none: version 1 says "unlimited" with the largest number of pages. */
    private static final long UNLIMITED = 1L << 60;

    final File folder;
    final boolean unified;

    private ControlGroup(File folder, boolean unified) {
        this.folder = folder;
        this.unified = unified;
    }

    /**
     * The process's own group first, then those above it as far as they can be seen; empty if there is none.
     *
     * @param root what stands for the root of the file system
     */
    static List<ControlGroup> find(File root) {
        List<ControlGroup> found = new ArrayList<>();
        String groups = TextFile.read(new File(root, "proc/self/cgroup"));
        String mounts = TextFile.read(new File(root, "proc/self/mountinfo"));
        if (groups == null || mounts == null) {
            return found;
        }
        String path = pathOf(groups, "memory");
        boolean unified = path == null;
        if (path == null) {
            path = pathOf(groups, "");
        }
        String[] mount = path == null ? null : mountOf(mounts, unified);
        if (path == null || mount == null) {
            return found;
        }
        File top = new File(root, mount[1]);
        File own = new File(top, below(path, mount[0]));
        boolean isBelow = own.isDirectory() && !path.contains("..");
        for (File folder = isBelow ? own : top; folder != null; folder = folder.getParentFile()) {
            found.add(new ControlGroup(folder, unified));
            if (folder.equals(top)) {
                break;
            }
        }
        return found;
    }

    /** The path of the group that has a controller, or of version 2 for an empty name; null if there is none. */
    private static @Nullable String pathOf(String groups, String controller) {
        for (String line : groups.split("\n", -1)) {
            int first = line.indexOf(':');
            int second = line.indexOf(':', first + 1);
            if (first >= 0 && second >= 0) {
                for (String each : line.substring(first + 1, second).split(",", -1)) {
                    if (each.equals(controller)) {
                        return line.substring(second + 1);
                    }
                }
            }
        }
        return null;
    }

    /** Root and mount point of the hierarchy, or null if it is not mounted. The line's form: proc(5), "mountinfo". */
    private static @Nullable String[] mountOf(String mounts, boolean unified) {
        for (String line : mounts.split("\n", -1)) {
            int separator = line.indexOf(" - ");
            if (separator < 0) {
                continue;
            }
            String[] place = line.substring(0, separator).split(" ", -1);
            String[] what = line.substring(separator + 3).split(" ", -1);
            if (place.length >= 5 && what.length >= 3 && isHierarchy(what, unified)) {
                return new String[] {unescaped(place[3]), unescaped(place[4])};
            }
        }
        return null;
    }

    private static boolean isHierarchy(String[] what, boolean unified) {
        if (unified) {
            return what[0].equals("cgroup2");
        }
        if (!what[0].equals("cgroup")) {
            return false;
        }
        for (String option : what[2].split(",", -1)) {
            if (option.equals("memory")) {
                return true;
            }
        }
        return false;
    }

    private static String below(String path, String rootOfMount) {
        if (rootOfMount.equals("/")) {
            return path;
        }
        boolean inside = path.startsWith(rootOfMount)
                && (path.length() == rootOfMount.length() || path.charAt(rootOfMount.length()) == '/');
        return inside ? path.substring(rootOfMount.length()) : "";
    }

    /** The kernel writes blanks and backslashes in paths as three octal digits. */
    private static String unescaped(String path) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '\\' && isOctal(path, i + 1, i + 4)) {
                text.append((char) Integer.parseInt(path.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                text.append(path.charAt(i));
            }
        }
        return text.toString();
    }

    private static boolean isOctal(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (i >= text.length() || text.charAt(i) < '0' || text.charAt(i) > '7') {
                return false;
            }
        }
        return true;
    }

    /** The file with the hard limit. */
    File limitFile() {
        return new File(folder, unified ? "memory.max" : "memory.limit_in_bytes");
    }

    /** Bytes at which the kernel kills, or {@code Long.MAX_VALUE}. Version 1 also tells the limits of groups that cannot be seen. */
    long limit() {
        long limit = orNone(TextFile.number(limitFile()));
        if (unified) {
            return limit;
        }
        String stat = TextFile.read(new File(folder, "memory.stat"));
        return Math.min(limit, orNone(TextFile.field(stat, "hierarchical_memory_limit ")));
    }

    /** Bytes from which on the kernel slows the group down, or {@link #limit()}. */
    long softest() {
        long high = unified ? orNone(TextFile.number(new File(folder, "memory.high"))) : Long.MAX_VALUE;
        return Math.min(limit(), high);
    }

    private static long orNone(long number) {
        return number < 0 || number >= UNLIMITED ? Long.MAX_VALUE : number;
    }

    /**
     * Bytes in use but for the page cache of files, which the kernel takes back by itself before it kills; 0 if it cannot be
     * read.
     */
    long used() {
        long used = TextFile.number(new File(folder, unified ? "memory.current" : "memory.usage_in_bytes"));
        String stat = TextFile.read(new File(folder, "memory.stat"));
        String prefix = unified ? "" : "total_";
        long cache = Math.max(0, TextFile.field(stat, prefix.concat("active_file ")))
                + Math.max(0, TextFile.field(stat, prefix.concat("inactive_file ")));
        return Math.max(0, used - cache);
    }
}
