package io.nowait.agent.rewrite;

import static io.nowait.agent.rewrite.ConstantPool.Finding.MAYBE_SITE;
import static io.nowait.agent.rewrite.ConstantPool.Finding.NO_SITE;
import static io.nowait.agent.rewrite.ConstantPool.Finding.UNREADABLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConstantPoolTest {
    private static final String SELECTOR = "java/nio/channels/Selector";

    @Test
    void methodDescriptorAndOwnerTogetherMayBeASite() {
        assertThat(scan(site())).isEqualTo(MAYBE_SITE);
        assertThat(scan(new Pool().utf8("allocateDirect").descriptor().utf8("java/nio/MappedByteBuffer")))
                .isEqualTo(MAYBE_SITE);
    }

    @Test
    void anyOneMissingIsNoSite() {
        assertThat(scan(new Pool().descriptor().owner())).isEqualTo(NO_SITE);
        assertThat(scan(new Pool().utf8("allocateDirect").owner())).isEqualTo(NO_SITE);
        assertThat(scan(new Pool().utf8("allocateDirect").descriptor())).isEqualTo(NO_SITE);
    }

    @Test
    void aSelectorAndOneOfItsMethodsMayBeASite() {
        for (String owner : new String[] {SELECTOR, "java/nio/channels/spi/AbstractSelector"}) {
            assertThat(scan(new Pool().utf8("select").utf8(owner))).isEqualTo(MAYBE_SITE);
            assertThat(scan(new Pool().utf8(owner).utf8("selectNow"))).isEqualTo(MAYBE_SITE);
        }
    }

    @Test
    void aSelectorAloneOrItsMethodsAloneAreNoSite() {
        assertThat(scan(new Pool().utf8(SELECTOR).utf8("selectedKeys").utf8("wakeup")))
                .isEqualTo(NO_SITE);
        assertThat(scan(new Pool().utf8("select").utf8("selectNow").utf8("java/sql/Selector")))
                .isEqualTo(NO_SITE);
        assertThat(scan(new Pool().utf8("select").utf8("java/nio/channels/SelectoX")))
                .isEqualTo(NO_SITE);
        assertThat(scan(new Pool().utf8("select").owner())).isEqualTo(NO_SITE);
    }

    @Test
    void theMethodThatOnlyNettysNativeLoopHasMayBeASite() {
        assertThat(scan(new Pool().utf8("epollBusyWait0"))).isEqualTo(MAYBE_SITE);
        assertThat(scan(new Pool().utf8("epollBusyWait"))).isEqualTo(NO_SITE);
    }

    @Test
    void stringsOfTheSameLengthAreNotTakenForThem() {
        assertThat(scan(new Pool().utf8("allocateDirecX").descriptor().owner())).isEqualTo(NO_SITE);
        assertThat(scan(new Pool().utf8("Xllocat\u00e9irect").descriptor().owner()))
                .isEqualTo(NO_SITE);
    }

    @Test
    void everyKindOfEntryIsSteppedOver() {
        Pool pool = new Pool();
        pool.entry(3, 4)
                .entry(4, 4)
                .entry(7, 2)
                .entry(8, 2)
                .entry(9, 4)
                .entry(10, 4)
                .entry(11, 4)
                .entry(12, 4);
        pool.entry(15, 3).entry(16, 2).entry(17, 4).entry(18, 4).entry(19, 2).entry(20, 2);
        assertThat(scan(pool.copy())).isEqualTo(NO_SITE);
        assertThat(scan(pool.utf8("allocateDirect").descriptor().owner())).isEqualTo(MAYBE_SITE);
    }

    @Test
    void longsAndDoublesTakeTwoIndices() {
        Pool pool = new Pool().wide(5).wide(6).wide(5);
        assertThat(scan(pool.copy())).isEqualTo(NO_SITE);
        assertThat(scan(pool.utf8("allocateDirect").descriptor().owner())).isEqualTo(MAYBE_SITE);
    }

    @Test
    void stringsInModifiedUtf8AreSteppedOverByTheirLengthInBytes() {
        Pool pool = new Pool().utf8("\u0000\u00e4\u20ac\ud83d\ude00").utf8("");
        assertThat(scan(pool.utf8("allocateDirect").descriptor().owner())).isEqualTo(MAYBE_SITE);
    }

    @Test
    void aStringThatLooksLikeEntriesIsNotReadAsEntries() {
        String disguised = new String(new char[] {1, 0, 14}) + "allocateDirect";
        assertThat(scan(new Pool().utf8(disguised).descriptor().owner())).isEqualTo(NO_SITE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 13, 14, 21, 99, 127, 200, 255})
    void anUnknownKindOfEntryIsUnreadable(int tag) {
        assertThat(scan(new Pool().entry(tag, 4).utf8("x"))).isEqualTo(UNREADABLE);
    }

    @Test
    void everyTruncationIsUnreadableAndNoneThrows() {
        byte[] whole = new Pool()
                .wide(5)
                .utf8("allocateDirect")
                .entry(10, 4)
                .descriptor()
                .entry(15, 3)
                .file();
        for (int length = 0; length < whole.length; length++) {
            assertThat(ConstantPool.scan(Arrays.copyOf(whole, length)))
                    .as("cut to %d bytes", length)
                    .isEqualTo(UNREADABLE);
        }
        assertThat(ConstantPool.scan(whole)).isEqualTo(NO_SITE);
    }

    @Test
    void whatIsNoClassFileIsUnreadable() {
        byte[] file = site().file();
        file[0] = 0;
        assertThat(ConstantPool.scan(file)).isEqualTo(UNREADABLE);
    }

    private static Pool site() {
        return new Pool().utf8("allocateDirect").descriptor().owner();
    }

    private static ConstantPool.Finding scan(Pool pool) {
        return ConstantPool.scan(pool.file());
    }
}
