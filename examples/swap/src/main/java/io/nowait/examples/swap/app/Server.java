package io.nowait.examples.swap.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** All that runs: loops with their clients on the loopback interface, the publisher, and the scratch threads. */
final class Server {
    private static final int CALM_MILLIS = 1000;
    private static final int CLIENTS_OF_A_LOOP = 2;
    private static final int QUESTIONS_PER_SECOND = 500;
    private static final int IDLE_QUESTIONS_PER_SECOND = 5;

    private final Load load;
    private final Findings findings;
    private final Current current;
    private final Crew askers = new Crew();
    private final Crew servers = new Crew();
    private final Crew writers = new Crew();

    Server(Load load, Findings findings) throws IOException {
        this.load = load;
        this.findings = findings;
        this.current = new Current(Table.of(1, load.tableSizes().of(1)));
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            for (int i = 0; i < load.loops; i++) {
                addLoop("loop-" + i, i, QUESTIONS_PER_SECOND, listener);
            }
            for (int i = 0; i < load.idle; i++) {
                addLoop("idle-" + i, i, IDLE_QUESTIONS_PER_SECOND, listener);
            }
        }
        writers.add("publisher", new Publisher(current, load.tableSizes(), load.rate, findings));
        for (int i = 0; i < load.scratch; i++) {
            Reader reader = new Reader("scratch-" + i, Look.ROOT, 0, findings);
            writers.add("scratch-" + i, new Scratch(i, load.scratch, load.tableSizes(), load.rate, reader));
        }
    }

    /** Starts the loops and their clients; the tables begin to change when these have been at work for a while. */
    void start() throws InterruptedException {
        servers.start();
        askers.start();
        Thread.sleep(CALM_MILLIS);
        writers.start();
    }

    /** Ends all threads, those first that wait for others. */
    void end() throws InterruptedException {
        askers.end();
        writers.end();
        servers.end();
    }

    private void addLoop(String name, int number, int rate, ServerSocketChannel listener) throws IOException {
        Reader reader = new Reader(name, Look.number(number), load.workNanos(), findings);
        EventLoop loop = new EventLoop(Waiting.number(number), current, reader);
        for (int i = 0; i < CLIENTS_OF_A_LOOP; i++) {
            SocketChannel client = SocketChannel.open(listener.getLocalAddress());
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            loop.add(listener.accept());
            askers.add(name + "-client-" + i, new Client(name + "-client-" + i, client, rate, findings));
        }
        servers.add(name, loop);
    }
}
