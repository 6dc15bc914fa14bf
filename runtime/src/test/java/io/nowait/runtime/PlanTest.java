package io.nowait.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nowait.runtime.host.Host;
import io.nowait.runtime.reserve.Sizing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {
    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;

    private static Settings open(String preset) {
        return new Settings(2048, preset, -1, -1, -1, -1, -1, "grace", -1, 1000, -1, thread -> null, -1, "stall");
    }

    private static Plan plan(Settings settings, long memory, long heap, long directLimit) {
        return Plan.of(settings, memory, "/some/memory.max", heap, directLimit);
    }

    @ParameterizedTest
    @CsvSource({
        "256, 96, 96, small, 268435456 bytes of memory (/some/memory.max)",
        "512, 256, 256, small, 536870912 bytes of memory (/some/memory.max)",
        "513, 256, 256, server, 537919488 bytes of memory (/some/memory.max)",
        "24000, 96, 96, small, 100663296 bytes of heap",
        "24000, 128, 128, server, 25165824000 bytes of memory (/some/memory.max)",
        "24000, 4096, 8, small, 8388608 bytes of direct memory",
        "24000, 4096, 64, server, 25165824000 bytes of memory (/some/memory.max)",
    })
    void thePresetIsChosenByMemoryHeapAndDirectLimit(
            long memory, long heap, long direct, String preset, String reason) {
        Plan plan = plan(open(""), memory * MIB, heap * MIB, direct * MIB);
        assertThat(plan.preset().word).isEqualTo(preset);
        assertThat(plan.reason()).isEqualTo(reason);
    }

    @Test
    void aPresetThatIsGivenHolds() {
        assertThat(plan(open("server"), 64 * MIB, 32 * MIB, 32 * MIB).preset()).isEqualTo(Preset.SERVER);
        assertThat(plan(open("small"), 64 * GIB, GIB, GIB).preset()).isEqualTo(Preset.SMALL);
        assertThat(plan(open("small"), 64 * GIB, GIB, GIB).reason()).isEqualTo("given");
    }

    @Test
    void inAContainerOf256MiBThePoolIsSmall() {
        Plan plan = plan(open(""), 256 * MIB, 96 * MIB, 96 * MIB);
        assertThat(plan.sizing()).isEqualTo(new Sizing(24 * MIB, MIB, 6 * MIB, 10_000_000_000L, 60_000_000_000L));
        assertThat(plan.pending()).isEqualTo(6 * MIB);
        assertThat(plan(open(""), 256 * MIB, 256 * MIB, 256 * MIB).sizing().cap())
                .isEqualTo(32 * MIB);
        assertThat(plan(open(""), 128 * MIB, 256 * MIB, 256 * MIB).sizing().cap())
                .isEqualTo(16 * MIB);
    }

    @Test
    void onAServerItGrowsWithTheDirectLimitUpToAQuarterOfTheMemory() {
        assertThat(plan(open(""), 64 * GIB, 4 * GIB, 4 * GIB).sizing())
                .isEqualTo(new Sizing(2 * GIB, 32 * MIB, GIB, 30_000_000_000L, 60_000_000_000L));
        assertThat(plan(open(""), 4 * GIB, 4 * GIB, 4 * GIB).sizing().cap()).isEqualTo(GIB);
        assertThat(plan(open(""), Long.MAX_VALUE, 4 * GIB, 4 * GIB).sizing().cap())
                .isEqualTo(2 * GIB);
    }

    @Test
    void whatIsGivenWinsOverThePreset() {
        Settings given =
                new Settings(0, "small", 1.0, 200 * MIB, 7, 8, 9, "grace", 10, 1000, 0, thread -> null, -1, "stall");
        Plan plan = plan(given, 256 * MIB, 96 * MIB, 300 * MIB);
        assertThat(plan.sizing()).isEqualTo(new Sizing(200 * MIB, 7, 8, 9_000_000_000L, Long.MAX_VALUE));
        assertThat(plan.pending()).isEqualTo(10);
    }

    @Test
    void aChangeLeavesWhatItDoesNotName() {
        Sizing before = new Sizing(1, 2, 3, 4, 5);
        assertThat(Plan.changed(before, -1, -1, -1, -1, -1)).isEqualTo(before);
        assertThat(Plan.changed(before, 10, 20, 30, 40, 0))
                .isEqualTo(new Sizing(10, 20, 30, 40_000_000_000L, Long.MAX_VALUE));
    }

    @Test
    void aChangeOutOfRangeIsRefusedAndOneWithoutAPoolDoesNothing() {
        assertThatThrownBy(() -> Control.resize(-1, -1, -1, 3601, -1)).hasMessageContaining("trim=3601");
        assertThatThrownBy(() -> Control.resize(-1, -1, -1, 0, -1)).hasMessageContaining("trim=0");
        assertThatThrownBy(() -> Control.resize(-1, -1, -1, -1, 86_401)).hasMessageContaining("collect=86401");
        assertThat(Control.resize(1, 1, 1, 1, 1)).isFalse();
    }

    @Test
    void thisMachineHasAPlan() {
        Host host = Host.find();
        assertThat(Plan.of(open(""), host.memory(), host.source(), GIB, GIB)
                        .sizing()
                        .cap())
                .isPositive();
    }
}
