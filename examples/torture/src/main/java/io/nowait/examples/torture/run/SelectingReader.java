package io.nowait.examples.torture.run;

import io.nowait.runtime.Nowait;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** A real selector, by the calls of rewritten code; it reads both in the action of a select and after it. */
final class SelectingReader extends Reader {
    private final Visit visit = new Visit(world, random, "selector");
    private final Selector selector;

    SelectingReader(World world) throws IOException {
        super(world);
        Pipe always = Pipe.open();
        always.sink().write(ByteBuffer.allocate(1));
        always.source().configureBlocking(false);
        selector = Selector.open();
        always.source().register(selector, SelectionKey.OP_READ);
    }

    @Override
    void read() throws IOException {
        if (random.nextInt(4) == 0) {
            Nowait.selectNow(selector, key -> look());
        } else {
            Nowait.select(selector, key -> look(), 1);
        }
        look();
        if (random.nextInt(8) == 0) {
            rest();
        }
    }

    @Override
    void goOffline() {
        world.grace.aboutToWait(selector);
    }

    private void look() {
        visit.begin();
        linger();
        visit.end();
    }
}
