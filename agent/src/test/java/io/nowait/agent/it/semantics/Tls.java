package io.nowait.agent.it.semantics;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whole TLS connections with AES/GCM between two engines, every buffer of them direct. The key store is the file that
 * system property {@code semantics.keystore} names, its password "nowait".
 */
final class Tls {
    private static final char[] PASSWORD = "nowait".toCharArray();
    private static final Map<String, String> SUITES =
            Map.of("TLSv1.3", "TLS_AES_256_GCM_SHA384", "TLSv1.2", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");

    private Tls() {}

    @Point
    static Map<String, String> connectionsWithGcmCarryDataBothWays() throws Exception {
        SSLContext context = context();
        Map<String, String> lines = new TreeMap<>();
        for (var suite : SUITES.entrySet()) {
            SSLEngine client = engine(context, true, suite.getKey(), suite.getValue());
            SSLEngine server = engine(context, false, suite.getKey(), suite.getValue());
            Connection connection = new Connection(client, server);
            connection.handshake();
            StringBuilder line = new StringBuilder(client.getSession().getCipherSuite());
            for (int length : new int[] {1, 4096, 16384, 100_000}) {
                line.append(' ').append(connection.send(client, server, length));
                line.append(' ').append(connection.send(server, client, length));
            }
            connection.free();
            lines.put(suite.getKey(), line.toString());
        }
        return lines;
    }

    private static SSLEngine engine(SSLContext context, boolean client, String protocol, String suite) {
        SSLEngine engine = context.createSSLEngine("localhost", 1);
        engine.setUseClientMode(client);
        engine.setEnabledProtocols(new String[] {protocol});
        engine.setEnabledCipherSuites(new String[] {suite});
        return engine;
    }

    private static SSLContext context() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of(System.getProperty("semantics.keystore")))) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** Two engines and the bytes on their way between them. */
    private static final class Connection {
        private final SSLEngine client;
        private final SSLEngine server;
        private final ByteBuffer toServer = ByteBuffer.allocateDirect(40_000);
        private final ByteBuffer toClient = ByteBuffer.allocateDirect(40_000);

        Connection(SSLEngine client, SSLEngine server) {
            this.client = client;
            this.server = server;
        }

        void handshake() throws Exception {
            ByteBuffer nothing = ByteBuffer.allocateDirect(0);
            client.beginHandshake();
            server.beginHandshake();
            for (int turn = 0; turn < 100; turn++) {
                step(client, nothing, toServer, toClient);
                step(server, nothing, toClient, toServer);
                if (idle(client) && idle(server) && toServer.position() == 0 && toClient.position() == 0) {
                    return;
                }
            }
            throw new AssertionError("no handshake: " + client.getHandshakeStatus() + server.getHandshakeStatus());
        }

        private void step(SSLEngine engine, ByteBuffer nothing, ByteBuffer out, ByteBuffer in) throws Exception {
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
            }
            if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                engine.wrap(nothing, out);
            } else if (in.position() > 0) {
                ByteBuffer unexpected = ByteBuffer.allocateDirect(20_000);
                unwrap(engine, in, unexpected);
                Check.that(unexpected.position() == 0, "data in the handshake");
                Direct.free(unexpected);
            }
        }

        private static boolean idle(SSLEngine engine) {
            return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
        }

        private static SSLEngineResult unwrap(SSLEngine engine, ByteBuffer in, ByteBuffer data) throws Exception {
            in.flip();
            SSLEngineResult result = engine.unwrap(in, data);
            in.compact();
            return result;
        }

        /** Sends {@code length} patterned bytes, record by record, each in fresh buffers. Returns what arrived. */
        String send(SSLEngine from, SSLEngine to, int length) throws Exception {
            ByteBuffer wire = from == client ? toServer : toClient;
            ByteBuffer data = Pattern.fill(ByteBuffer.allocateDirect(length), length);
            ByteBuffer arrived = ByteBuffer.allocateDirect(length + 20_000);
            int records = 0;
            while (data.hasRemaining()) {
                SSLEngineResult wrapped = from.wrap(data, wire);
                Check.that(wrapped.getStatus() == SSLEngineResult.Status.OK, "wrap " + wrapped);
                while (wire.position() > 0) {
                    SSLEngineResult unwrapped = unwrap(to, wire, arrived);
                    Check.that(unwrapped.getStatus() == SSLEngineResult.Status.OK, "unwrap " + unwrapped);
                }
                records++;
            }
            arrived.flip();
            String sum = Pattern.sum(arrived);
            Pattern.check(arrived.slice(), length);
            Direct.free(data);
            Direct.free(arrived);
            return records + " records " + sum;
        }

        void free() {
            Direct.free(toServer);
            Direct.free(toClient);
        }
    }
}
