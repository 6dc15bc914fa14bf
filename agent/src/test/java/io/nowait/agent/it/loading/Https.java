package io.nowait.agent.it.loading;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.nowait.agent.it.Served;
import io.nowait.agent.it.TlsContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import javax.net.ssl.SSLContext;

/**
 * A child program: the JDK's HTTP client, whose class {@code SSLDirectBufferSupplier} of a module of the platform class
 * loader allocates, and the JDK's server. Its argument is a key store for 127.0.0.1 with password "nowait".
 */
public final class Https {
    private static final int CLIENTS = 8;

    private Https() {}

    /** Runs it. */
    public static void main(String[] keyStore) throws Exception {
        Served.by(() -> ByteBuffer.allocateDirect(16_384));
        SSLContext context = TlsContext.of(Path.of(keyStore[0]));
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        HttpsServer server = HttpsServer.create(new InetSocketAddress(loopback, 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        byte[] answer = answer();
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        URI uri = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
        for (int client = 0; client < CLIENTS; client++) {
            HttpClient http = HttpClient.newBuilder().sslContext(context).build();
            byte[] body = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray())
                    .body();
            if (!Arrays.equals(body, answer)) {
                throw new AssertionError("wrong answer");
            }
        }
        server.stop(0);
        System.out.println(CLIENTS + " answers as sent");
        System.exit(0);
    }

    private static byte[] answer() {
        byte[] answer = new byte[100_000];
        for (int i = 0; i < answer.length; i++) {
            answer[i] = (byte) (i * 7 + i / 251);
        }
        return answer;
    }
}
