package io.nowait.agent.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @ParameterizedTest
    @NullAndEmptySource
    void withoutOptionsTheDefaultsHold(String argument) throws BadOption {
        Options options = Options.read(argument, Map.of("PATH", "/bin", "NOWAITING", "1"));
        assertThat(options.pool()).isTrue();
        assertThat(options.summary()).isNull();
        assertThat(options.floor()).isEqualTo(2048);
        assertThat(options.preset()).isEmpty();
        assertThat(options.share()).isNegative();
        assertThat(options.max()).isNegative();
        assertThat(options.mostInThread()).isNegative();
        assertThat(options.mostInClass()).isNegative();
        assertThat(options.trimSeconds()).isNegative();
        assertThat(options.collectSeconds()).isNegative();
        assertThat(options.emergency()).isNegative();
        assertThat(options.exhausted()).isEqualTo(new Exhausted("stall", Callers.NONE));
        assertThat(options.allThreads()).isFalse();
        assertThat(options.nonBlocking()).isEqualTo(Callers.NONE);
        assertThat(options.include()).isEmpty();
        assertThat(options.exclude()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"pool, true", "off, false"})
    void mode(String text, boolean pool) throws BadOption {
        assertThat(read("mode=" + text).pool()).isEqualTo(pool);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stderr", "out.json", "/tmp/dir.d/out.json", "a=b.json"})
    void summary(String text) throws BadOption {
        assertThat(read("summary=" + text).summary()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "4096, 4096", "4k, 4096", "4K, 4096", "1m, 1048576", "1M, 1048576", "1048576, 1048576"})
    void floor(String text, int bytes) throws BadOption {
        assertThat(read("floor=" + text).floor()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.0, 0", "0.25, 0.25", ".5, 0.5", "1, 1", "1.0, 1"})
    void share(String text, double share) throws BadOption {
        assertThat(read("share=" + text).share()).isEqualTo(share);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "64m, 67108864", "3g, 3221225472", "9223372036854775807, 9223372036854775807"})
    void max(String text, long bytes) throws BadOption {
        assertThat(read("max=" + text).max()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "512k, 524288"})
    void emergency(String text, long bytes) throws BadOption {
        assertThat(read("emergency=" + text).emergency()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stall", "refuse"})
    void exhausted(String text) throws BadOption {
        assertThat(read("exhausted=" + text).exhausted()).isEqualTo(new Exhausted(text, Callers.NONE));
    }

    @ParameterizedTest
    @CsvSource({"refuse, stall", "stall, refuse"})
    void exhaustedForSomeAndTheOtherForTheRest(String some, String rest) throws BadOption {
        Exhausted read = read("exhausted=" + some + ":loop:*|<com.acme.Loop|a.B::on*|@com.acme.OnLoop")
                .exhausted();
        assertThat(read.usual()).isEqualTo(rest);
        assertThat(read.exempt().threadNames()).containsExactly("loop:*");
        assertThat(read.exempt().threadClasses()).containsExactly("com.acme.Loop");
        assertThat(read.exempt().methods()).containsExactly("a.B::on*");
        assertThat(read.exempt().annotations()).containsExactly("com.acme.OnLoop");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3600, 3600"})
    void trim(String text, int seconds) throws BadOption {
        assertThat(read("trim=" + text).trimSeconds()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "small"})
    void preset(String text) throws BadOption {
        assertThat(read("preset=" + text).preset()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "64k, 65536", "1g, 1073741824"})
    void threadAndClass(String text, long bytes) throws BadOption {
        assertThat(read("thread=" + text).mostInThread()).isEqualTo(bytes);
        assertThat(read("class=" + text).mostInClass()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"off, 0", "1, 1", "86400, 86400"})
    void collect(String text, int seconds) throws BadOption {
        assertThat(read("collect=" + text).collectSeconds()).isEqualTo(seconds);
    }

    @Test
    void includeAndExclude() throws BadOption {
        Options options = read("include=com.acme.*|<com.acme.Base,exclude=@com.acme.NoPool|*Test$Inner");
        assertThat(options.include()).containsExactly("com.acme.*", "<com.acme.Base");
        assertThat(options.exclude()).containsExactly("@com.acme.NoPool", "*Test$Inner");
    }

    @ParameterizedTest
    @CsvSource({"detect, false", "all, true"})
    void threads(String text, boolean all) throws BadOption {
        assertThat(read("threads=" + text).allThreads()).isEqualTo(all);
    }

    @Test
    void nonBlockingThreadsAndMethods() throws BadOption {
        Callers read = read("nonblocking=I/O loop [*]|<com.acme.Loop|com.acme.*$On::read*|@com.acme.OnLoop|a.B::<init>")
                .nonBlocking();
        assertThat(read.threadNames()).containsExactly("I/O loop [*]");
        assertThat(read.threadClasses()).containsExactly("com.acme.Loop");
        assertThat(read.methods()).containsExactly("com.acme.*$On::read*", "a.B::<init>");
        assertThat(read.annotations()).containsExactly("com.acme.OnLoop");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "threads=",
                "threads=none",
                "threads=ALL",
                "nonblocking=",
                "nonblocking=|a",
                "nonblocking=a||b",
                "nonblocking=@",
                "nonblocking=@a*",
                "nonblocking=<",
                "nonblocking=<a b",
                "nonblocking=::",
                "nonblocking=a::",
                "nonblocking=::a",
                "nonblocking=a b::c",
                "nonblocking=a::b.c",
                "nonblocking=a::b()",
                "mode=",
                "mode=on",
                "mode=POOL",
                "mode= pool",
                "summary=",
                "summary=stdout",
                "summary=.json",
                "summary=out.txt",
                "summary=out.json.gz",
                "floor=",
                "floor=k",
                "floor=-1",
                "floor=+1",
                "floor=1.5k",
                "floor=1048577",
                "floor=2m",
                "floor=1g",
                "floor=4kb",
                "floor=0x10",
                "floor=99999999999999999999",
                "share=",
                "share=1.01",
                "share=-0.1",
                "share=50%",
                "share=NaN",
                "share=.",
                "share=1e-1",
                "share=0.5f",
                "max=",
                "max=-1",
                "max=9223372036854775808",
                "max=9999999999g",
                "max=17179869185g",
                "max=all",
                "preset=",
                "preset=SMALL",
                "preset=huge",
                "thread=",
                "thread=-1",
                "class=all",
                "collect=",
                "collect=0",
                "collect=86401",
                "collect=on",
                "trim=",
                "trim=0",
                "trim=3601",
                "trim=1s",
                "trim=1k",
                "emergency=",
                "emergency=-1",
                "emergency=some",
                "exhausted=",
                "exhausted=wait",
                "exhausted=REFUSE",
                "exhausted=refuse:",
                "exhausted=refuse:a|",
                "exhausted=stall:<a b",
                "exhausted=stall:a::",
                "exhausted=wait:a",
                "exhausted=:a",
                "exhausted=loop-*",
                "include=",
                "include=|a",
                "include=a||b",
                "include=@",
                "include=<",
                "include=@a.*",
                "include=a b",
                "exclude=",
                "exclude=a|",
                "exclude=<a*",
                "exclude=a-b",
            })
    void aBadValueIsNamedWithItsKeyItsPlaceAndWhatIsAllowed(String element) {
        String key = element.substring(0, element.indexOf('='));
        assertThatThrownBy(() -> read(element))
                .isInstanceOf(BadOption.class)
                .hasMessage("%s (agent argument) is not allowed; allowed: %s", element, allowed(key));
    }

    @Test
    void aBadVariableIsNamed() {
        assertThatThrownBy(() -> Options.read(null, Map.of("NOWAIT_FLOOR", "big")))
                .hasMessage("floor=big (environment variable NOWAIT_FLOOR) is not allowed; allowed: bytes, 0 to 1m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"flor=4k", "FLOOR=4k", " floor=4k", "=4k"})
    void anUnknownKeyIsNamedWithTheKeysThereAre(String element) {
        assertThatThrownBy(() -> read(element))
                .hasMessage(
                        "%s (agent argument) is unknown; allowed keys: mode, summary, floor, preset, share, max, thread, class, trim, collect, reclaim, pending, stall, readers, threads, nonblocking, emergency, exhausted, include, exclude",
                        element);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOWAIT_FLOR", "NOWAIT_floor", "NOWAIT_"})
    void anUnknownVariableIsNamed(String variable) {
        assertThatThrownBy(() -> Options.read("floor=1", Map.of(variable, "1")))
                .hasMessageStartingWith(
                        "%s=1 (environment variable %s) is unknown; allowed keys: mode", variable, variable);
    }

    @ParameterizedTest
    @ValueSource(strings = {"floor", ",", "floor=1,", ",floor=1", "off"})
    void whatIsNoKeyAndValueIsRefused(String argument) {
        assertThatThrownBy(() -> read(argument)).hasMessageContaining("(agent argument) is no key=value");
    }

    @Test
    void aKeyGivenTwiceIsRefused() {
        assertThatThrownBy(() -> read("floor=1,mode=off,floor=2"))
                .hasMessage("floor=2 (agent argument) is given twice; allowed: once");
    }

    @Test
    void theArgumentWinsOverAVariableWhichIsThenNotLookedAt() throws BadOption {
        Options options = Options.read("floor=1", Map.of("NOWAIT_FLOOR", "big", "NOWAIT_SHARE", "0.25"));
        assertThat(options.floor()).isEqualTo(1);
        assertThat(options.share()).isEqualTo(0.25);
    }

    @Test
    void theOrderOfKeysDoesNotMatter() throws BadOption {
        assertThat(read("share=0.1,floor=2").floor()).isEqualTo(2);
        assertThat(read("floor=2,share=0.1").share()).isEqualTo(0.1);
    }

    @Test
    void theComplaintIsOneLine() {
        assertThatThrownBy(() -> read("mode=a\nb\rc"))
                .message()
                .doesNotContain("\n", "\r")
                .contains("mode=a b c");
    }

    @Test
    void everyOptionHasAnEntryInTheTable() {
        for (Option option : Option.values()) {
            assertThat(option.description()).isNotBlank();
            assertThat(option.allowed()).isNotBlank();
            assertThat(option.defaultValue()).isNotBlank();
            assertThat(option.variable()).isEqualTo("NOWAIT_" + option.name());
        }
    }

    private static Options read(String argument) throws BadOption {
        return Options.read(argument, Map.of());
    }

    private static String allowed(String key) {
        for (Option option : Option.values()) {
            if (option.key().equals(key)) {
                return option.allowed();
            }
        }
        throw new AssertionError(key);
    }
}
