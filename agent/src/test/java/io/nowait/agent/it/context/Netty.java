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
        run(new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("local"), LocalIoHandler.newFactory()));
        run(new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("nio"), NioIoHandler.newFactory()));
        run(new DefaultEventExecutorGroup(1, new DefaultThreadFactory("tasks")));
        System.exit(0);
    }

    private static void run(EventExecutorGroup group) throws Exception {
        Callable<?> action = Threads::allocate;
        group.submit(action).get();
    }
}
