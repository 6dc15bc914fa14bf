package io.nowait.examples.benchmarks;

/**
 * How long does a JVM take to get to main? {@code startup.sh} times this from outside. It halts, so that the time ends
 * where main begins and no shutdown is in it.
 */
public final class Hello {
    private Hello() {}

    /**
     * Greets.
     *
     * @param args ignored
     */
    public static void main(String[] args) {
        System.out.println("Hello, world");
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }
}
