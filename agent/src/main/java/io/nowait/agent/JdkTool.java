package io.nowait.agent;

/** Tells the JDK's own programs ({@code jcmd}, {@code javac}, {@code keytool} …) from applications. */
final class JdkTool {
    private JdkTool() {}

    /** Whether this JVM runs one. */
    static boolean isRunning() {
        return isModuleOfTool(System.getProperty("jdk.module.main", ""));
    }

    /**
     * Whether a main module is the JDK's. For a single source file, which the compiler's module launches, the JVM says
     * no main module at all: that is an application.
     */
    static boolean isModuleOfTool(String mainModule) {
        return mainModule.startsWith("jdk.") || mainModule.startsWith("java.");
    }
}
