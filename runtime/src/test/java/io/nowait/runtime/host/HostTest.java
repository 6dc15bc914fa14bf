package io.nowait.runtime.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostTest {
    private static final String UNIFIED =
            "29 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n";
    private static final String FIRST_VERSION = """
            30 23 0:27 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct
            31 23 0:28 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
            32 23 0:29 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
            """;
    private static final long MIB = 1 << 20;

    @TempDir
    Path root;

    @BeforeEach
    void aMachineOfFourGiB() throws IOException {
        write("proc/meminfo", "MemTotal:        4194304 kB\nMemFree:           10000 kB\n");
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void groups(String cgroup, String mountinfo) throws IOException {
        write("proc/self/cgroup", cgroup);
        write("proc/self/mountinfo", "22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw\n" + mountinfo);
    }

    private Host host() {
        return Host.find(root.toFile());
    }

    @Test
    void withoutControlGroupsTheMachineIsTheLimit() {
        assertThat(host().memory()).isEqualTo(4096 * MIB);
        assertThat(host().source()).isEqualTo("the machine's");
        assertThat(host().pressure().isWatching()).isFalse();
    }

    @Test
    void withNothingReadableNothingIsKnown() throws IOException {
        Files.delete(root.resolve("proc/meminfo"));
        assertThat(host().memory()).isEqualTo(Long.MAX_VALUE);
        assertThat(host().source()).isEqualTo("unknown");
    }

    @Test
    void theLimitOfTheOwnGroupHolds() throws IOException {
        groups("0::/app.slice/x.service\n", UNIFIED);
        write("sys/fs/cgroup/app.slice/x.service/memory.max", 256 * MIB + "\n");
        write("sys/fs/cgroup/app.slice/memory.max", "max\n");
        assertThat(host().memory()).isEqualTo(256 * MIB);
        assertThat(host().source()).endsWith("sys/fs/cgroup/app.slice/x.service/memory.max");
    }

    @Test
    void theLeastLimitOfTheGroupsAboveHolds() throws IOException {
        groups("0::/a/b/c\n", UNIFIED);
        write("sys/fs/cgroup/a/b/c/memory.max", 512 * MIB + "\n");
        write("sys/fs/cgroup/a/memory.max", 128 * MIB + "\n");
        assertThat(host().memory()).isEqualTo(128 * MIB);
    }

    @Test
    void inAContainerThatSeesOnlyItsOwnGroupTheMountPointIsThatGroup() throws IOException {
        groups("0::/\n", UNIFIED);
        write("sys/fs/cgroup/memory.max", 64 * MIB + "\n");
        assertThat(host().memory()).isEqualTo(64 * MIB);
    }

    @Test
    void inAContainerOfTheFirstVersionTheMountIsOfTheGroupThatIsNamed() throws IOException {
        groups(
                "5:memory:/docker/abc\n4:cpu,cpuacct:/docker/abc\n0::/\n",
                "31 23 0:28 /docker/abc /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", 96 * MIB + "\n");
        assertThat(host().memory()).isEqualTo(96 * MIB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../elsewhere", "/gone"})
    void aGroupThatIsNotThereIsTakenForTheMountPoint(String path) throws IOException {
        groups("0::" + path + "\n", UNIFIED);
        write("sys/fs/cgroup/memory.max", 64 * MIB + "\n");
        Files.createDirectories(root.resolve("sys/fs/elsewhere"));
        assertThat(host().memory()).isEqualTo(64 * MIB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/x\\9zz", "/x\\-11", "/x\\", "/x\\0"})
    void aPathThatIsNotEscapedAsItShouldBeIsTakenAsItIs(String path) throws IOException {
        groups(
                "0::/\n",
                "28 23 0:25 / " + path + " rw - tmpfs tmpfs rw\n29 23 0:26 " + path + " " + path
                        + " rw - cgroup2 cgroup2 rw\n");
        assertThat(host().memory()).isEqualTo(4096 * MIB);
    }

    @Test
    void aFileThatASecurityManagerDeniesIsNotThere() {
        File denied = new File("denied") {
            private static final long serialVersionUID = 1;

            @Override
            public String getPath() {
                throw new SecurityException("denied");
            }
        };
        assertThat(TextFile.read(denied)).isNull();
    }

    @Test
    void withBothVersionsTheFirstCountsIfItHasMemory() throws IOException {
        groups("4:memory:/x\n0::/y\n", FIRST_VERSION);
        write("sys/fs/cgroup/memory/x/memory.limit_in_bytes", 300 * MIB + "\n");
        write("sys/fs/cgroup/unified/y/memory.max", 100 * MIB + "\n");
        assertThat(host().memory()).isEqualTo(300 * MIB);
    }

    @Test
    void theFirstVersionTellsOfLimitsThatCannotBeSeen() throws IOException {
        groups("4:memory:/x\n", FIRST_VERSION);
        write("sys/fs/cgroup/memory/x/memory.limit_in_bytes", "9223372036854771712\n");
        write(
                "sys/fs/cgroup/memory/x/memory.stat",
                "cache 1\nhierarchical_memory_limit " + 200 * MIB + "\nhierarchical_memsw_limit 5\n");
        assertThat(host().memory()).isEqualTo(200 * MIB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"max", "9223372036854771712", "", "-1", "none", "99999999999999999999"})
    void whatIsNoLimitIsNone(String text) throws IOException {
        groups("0::/x\n", UNIFIED);
        write("sys/fs/cgroup/x/memory.max", text + "\n");
        assertThat(host().memory()).isEqualTo(4096 * MIB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "0::", "x:memory", "0:cpu:/x"})
    void whatCannotBeUnderstoodIsNoLimit(String cgroup) throws IOException {
        groups(cgroup, UNIFIED + " - \ncgroup2\n1 2 - cgroup\n");
        assertThat(host().memory()).isEqualTo(4096 * MIB);
    }

    @Test
    void anUnreadableFileIsNoLimit() throws IOException {
        groups("0::/x\n", UNIFIED);
        Files.createDirectories(root.resolve("sys/fs/cgroup/x/memory.max"));
        assertThat(host().memory()).isEqualTo(4096 * MIB);
    }

    @Test
    void aMountPointMayHaveBlanks() throws IOException {
        groups("0::/x\n", "29 23 0:26 / /my\\040groups rw - cgroup2 cgroup2 rw\n");
        write("my groups/x/memory.max", 64 * MIB + "\n");
        assertThat(host().memory()).isEqualTo(64 * MIB);
    }

    @ParameterizedTest
    @CsvSource({
        "max, 250, 0, true",
        "max, 230, 0, false",
        "max, 250, 20, false",
        "128, 115, 0, true",
        "128, 110, 0, false"
    })
    void memoryIsShortWhenASixteenthOr16MiBAreLeftButForThePageCache(
            String high, long used, long cache, boolean isShort) throws IOException {
        groups("0::/x\n", UNIFIED);
        write("sys/fs/cgroup/x/memory.max", 256 * MIB + "\n");
        write("sys/fs/cgroup/x/memory.high", (high.equals("max") ? high : Long.parseLong(high) * MIB) + "\n");
        write("sys/fs/cgroup/x/memory.current", used * MIB + "\n");
        write(
                "sys/fs/cgroup/x/memory.stat",
                "anon 5\ninactive_file " + cache * MIB / 2 + "\nactive_file " + cache * MIB / 2 + "\n");
        Pressure pressure = host().pressure();
        assertThat(pressure.isWatching()).isTrue();
        assertThat(pressure.isShort(System.nanoTime())).isEqualTo(isShort);
    }

    @Test
    void theFirstVersionCountsInTotals() throws IOException {
        groups("4:memory:/x\n", FIRST_VERSION);
        write("sys/fs/cgroup/memory/x/memory.limit_in_bytes", 256 * MIB + "\n");
        write("sys/fs/cgroup/memory/x/memory.usage_in_bytes", 250 * MIB + "\n");
        write("sys/fs/cgroup/memory/x/memory.stat", "active_file 0\ntotal_active_file 0\n");
        Pressure pressure = host().pressure();
        assertThat(pressure.isShort(System.nanoTime())).isTrue();
        write("sys/fs/cgroup/memory/x/memory.stat", "active_file 0\ntotal_active_file " + 100 * MIB + "\n");
        assertThat(pressure.isShort(System.nanoTime())).isFalse();
        Files.delete(root.resolve("sys/fs/cgroup/memory/x/memory.usage_in_bytes"));
        assertThat(pressure.isShort(System.nanoTime())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"proc/pressure/memory", "sys/fs/cgroup/x/memory.pressure"})
    void memoryIsShortWhenTasksHaveWaitedForItATenthOfTheTime(String file) throws IOException {
        groups("0::/x\n", UNIFIED);
        Files.createDirectories(root.resolve("sys/fs/cgroup/x"));
        write(file, stalled(5_000_000));
        Pressure pressure = host().pressure();
        assertThat(pressure.isWatching()).isTrue();
        long now = System.nanoTime() + 1_000_000_000;
        assertThat(pressure.isShort(now)).isFalse();
        write(file, stalled(5_090_000));
        assertThat(pressure.isShort(now += 1_000_000_000)).isFalse();
        write(file, stalled(5_200_000));
        assertThat(pressure.isShort(now += 1_000_000_000)).isTrue();
        assertThat(pressure.isShort(now += 1_000_000_000)).isFalse();
        Files.delete(root.resolve(file));
        assertThat(pressure.isShort(now + 1_000_000_000)).isFalse();
    }

    private static String stalled(long micros) {
        return "some avg10=0.00 avg60=0.00 avg300=0.00 total=" + micros + "\nfull avg10=0.00 total=1\n";
    }

    @Test
    void whereThereIsNothingNothingIsWatched() {
        assertThat(Pressure.none().isWatching()).isFalse();
        assertThat(Pressure.none().isShort(0)).isFalse();
    }
}
