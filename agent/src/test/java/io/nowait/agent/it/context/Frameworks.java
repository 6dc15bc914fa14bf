package io.nowait.agent.it.context;

import io.nowait.agent.it.Served;
import io.vertx.core.Vertx;
import java.nio.ByteBuffer;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import reactor.core.scheduler.Schedulers;

/** A child program: Reactor's and Vert.x's threads, for tasks that wait and for those that do not. */
public final class Frameworks {
    private Frameworks() {}

    /** Runs it. */
    public static void main(String[] none) throws Exception {
        Served.by(Threads::allocate);
        on(Schedulers.newParallel("parallel", 1)::schedule);
        on(Schedulers.newBoundedElastic(1, 1, "elastic")::schedule);
        Vertx vertx = Vertx.vertx();
        on(task -> vertx.getOrCreateContext().runOnContext(nothing -> task.run()));
        Callable<ByteBuffer> action = Threads::allocate;
        vertx.executeBlocking(action).toCompletionStage().toCompletableFuture().get();
        System.exit(0);
    }

    private static void on(Consumer<Runnable> executor) throws Exception {
        FutureTask<ByteBuffer> task = new FutureTask<>(Threads::allocate);
        executor.accept(task);
        task.get();
    }
}
