package io.nowait.agent.it.library;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;

/**
 * A child program: Tomcat on a port of the loopback, with direct socket buffers that no pool of its own keeps, and a client
 * that opens a connection for each request, posts a body and expects the servlet's answer to it.
 */
public final class Tomcat {
    private static final int REQUESTS = 300;

    private Tomcat() {}

    /** Runs it; the argument is a folder for Tomcat's files. */
    public static void main(String[] folder) throws Exception {
        org.apache.catalina.startup.Tomcat tomcat = new org.apache.catalina.startup.Tomcat();
        tomcat.setBaseDir(
                Files.createTempDirectory(Path.of(folder[0]), "tomcat").toString());
        Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("socket.directBuffer", "true");
        connector.setProperty("socket.bufferPool", "0");
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        org.apache.catalina.startup.Tomcat.addServlet(context, "answer", new Answer());
        context.addServletMappingDecoded("/", "answer");
        tomcat.start();
        long bytes = 0;
        for (int request = 0; request < REQUESTS; request++) {
            bytes += request(connector.getLocalPort(), request);
        }
        tomcat.stop();
        tomcat.destroy();
        System.out.println(REQUESTS + " answers as expected, " + bytes + " bytes");
    }

    private static int request(int port, int number) throws IOException {
        byte[] body = Bytes.of(number, number * 97);
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            String head = "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
                    + "application/octet-stream\r\nContent-Length: " + body.length + "\r\n\r\n";
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            byte[] answer = socket.getInputStream().readAllBytes();
            int start = new String(answer, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
            byte[] expected = answer(body);
            byte[] actual = new byte[answer.length - start];
            System.arraycopy(answer, start, actual, 0, actual.length);
            Bytes.same(expected, actual);
            return actual.length;
        }
    }

    /** The body reversed, twice as long. */
    private static byte[] answer(byte[] body) {
        byte[] answer = new byte[body.length * 2];
        for (int i = 0; i < answer.length; i++) {
            answer[i] = body[body.length - 1 - i % body.length];
        }
        return answer;
    }

    /** Answers with the body reversed, twice. */
    private static final class Answer extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            InputStream in = request.getInputStream();
            byte[] answer = answer(in.readAllBytes());
            response.setContentLength(answer.length);
            response.getOutputStream().write(answer);
        }
    }
}
