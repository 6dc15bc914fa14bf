package io.nowait.examples.stress;

/** The command line of the soak: exit code 0 if nothing was violated, 1 if something was, 2 for a wrong argument. */
public final class Main {
    private Main() {}

    /** Runs the soak with the options of the README. */
    public static void main(String... arguments) throws InterruptedException {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        System.exit(new Soak(options, System.out).run() == 0 ? 0 : 1);
    }
}
