package io.nowait.agent.it.readers;

import io.nowait.agent.it.Served;
import io.nowait.agent.it.semantics.Check;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Map;
import java.util.function.Consumer;

/** A child program that prints what each way to select throws, and what else it does: with the agent, the same as without. */
public final class Exceptions {
    private Exceptions() {}

    /** Runs it. */
    public static void main(String[] none) throws Exception {
        Served.by(() -> ByteBuffer.allocateDirect(8192));
        for (Map.Entry<String, Loop.Selecting> way : Loops.ways().entrySet()) {
            Selector open = Selector.open();
            open.wakeup();
            print(way.getKey(), () -> by(way.getValue(), open));
            Thread.currentThread().interrupt();
            print(way.getKey() + " when interrupted", () -> by(way.getValue(), open));
            Check.that(Thread.interrupted(), "the interrupt was lost");
            open.close();
            print(way.getKey() + " when closed", () -> by(way.getValue(), open));
            // Without the message, in which the JVM names a variable of the code that it is in.
            print(way.getKey() + " of none", () -> {
                try {
                    return by(way.getValue(), null);
                } catch (NullPointerException thrown) {
                    return thrown.getClass();
                }
            });
        }
        Selector selector = Selector.open();
        Consumer<SelectionKey> missing = null;
        print("no action", () -> selector.select(missing));
        print("no action, a second", () -> selector.select(missing, 1000));
        print("no action, now", () -> selector.selectNow(missing));
        print("less than nothing", () -> selector.select(-1));
        print("less than nothing, nor an action", () -> selector.select(missing, -1));
        print("less than nothing, with an action", () -> selector.select(key -> {}, -1));
        Pipe pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        pipe.source().register(selector, SelectionKey.OP_READ);
        pipe.sink().write(ByteBuffer.wrap(new byte[1]));
        print("an action that throws", () -> selector.select(Exceptions::fail));
        print("an action that throws, now", () -> selector.selectNow(Exceptions::fail));
        print("an action that selects", () -> selector.select(key -> selectWithin(selector)));
        print("an action that cancels", () -> selector.select(SelectionKey::cancel));
        AbstractSelector heir = SelectorProvider.provider().openSelector();
        print("a reference bound to an heir", heir::selectNow);
        print("afterwards", () -> selector.select(10));
    }

    private static Object by(Loop.Selecting way, Selector selector) throws Exception {
        way.by(selector);
        return "nothing";
    }

    private static void fail(SelectionKey key) {
        throw new IllegalArgumentException("of the action, ready " + key.readyOps());
    }

    private static void selectWithin(Selector selector) {
        print("within", selector::selectNow);
        print("within, with an action", () -> selector.selectNow(key -> {}));
    }

    private static void print(String what, java.util.concurrent.Callable<?> action) {
        System.out.println(what + ": " + Check.outcome(action));
    }
}
