package io.nowait.examples.jcstress;

import java.util.List;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.ForkedTestConfig;
import org.openjdk.jcstress.infra.runners.Runner;
import org.openjdk.jcstress.infra.runners.TestConfig;
import org.openjdk.jcstress.infra.runners.TestList;
import org.openjdk.jcstress.os.AffinityMode;
import org.openjdk.jcstress.os.SchedulingClass;

/**
 * Runs one test in this JVM: what jcstress does in each of its forks, without the probing of JVMs before, and without a fork for
 * each test.
 */
final class Quick {
    private static final int UNIFIED = 0;

    private Quick() {}

    static TestResult run(String test, int millis) throws Exception {
        Options options = new Options(new String[] {"-time", Integer.toString(millis), "-iters", "1", "-hs", "256"});
        options.parse();
        TestInfo info = TestList.getInfo(test);
        SchedulingClass anywhere = new SchedulingClass(AffinityMode.NONE, info.threads(), null);
        TestConfig config = new TestConfig(options, info, 0, List.of(), UNIFIED, anywhere);
        Runner<?> runner = (Runner<?>) Class.forName(info.generatedRunner())
                .getConstructor(ForkedTestConfig.class)
                .newInstance(new ForkedTestConfig(config));
        TestResult result = runner.run();
        result.setConfig(config);
        return result;
    }
}
