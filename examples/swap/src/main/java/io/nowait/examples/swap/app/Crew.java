package io.nowait.examples.swap.app;

import java.util.ArrayList;
import java.util.List;

/** Tasks, each on a thread of its own. One that fails ends the program: nothing wrong may pass for quiet. */
final class Crew {
    private final List<Task> tasks = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    void add(String name, Task task) {
        tasks.add(task);
        threads.add(new Thread(() -> run(task), name));
    }

    void start() {
        threads.forEach(Thread::start);
    }

    /** Ends the tasks and waits for their threads. */
    void end() throws InterruptedException {
        tasks.forEach(Task::end);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void run(Task task) {
        try {
            task.run();
        } catch (Throwable e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }
}
