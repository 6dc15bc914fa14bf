package io.nowait.agent.it.context;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutorGroup;
import io.nowait.agent.it.Served;
import java.util.concurrent.Callable;

/** A child program: Netty's event loops, and its executors for tasks that wait. */
public final class Netty {
    private Netty() {}

    /** Runs it. */
    public static void main(String[] none) throws Exception {
        Served.by(Threads::allocate);
        run(new MultiThreadIoEventLoopGroup(1, new Named("local"), LocalIoHandler.newFactory()));
        run(new MultiThreadIoEventLoopGroup(1, new Named("nio"), NioIoHandler.newFactory()));
        run(new DefaultEventExecutorGroup(1, new Named("tasks")));
        System.exit(0);
    }

    /** As Netty's, but without numbers in the names. */
    private static final class Named extends DefaultThreadFactory {
        private final String name;

        Named(String name) {
            super(name);
            this.name = name;
        }

        @Override
        protected Thread newThread(Runnable task, String numbered) {
            return super.newThread(task, name);
        }
    }

    private static void run(EventExecutorGroup group) throws Exception {
        Callable<?> action = Threads::allocate;
        group.submit(action).get();
    }
}
