package io.nowait.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import io.nowait.examples.support.ChildJvm;
import io.nowait.examples.support.load.Body;
import io.nowait.examples.support.load.Connection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private ChildJvm server;
    private Connection connection;

    @BeforeEach
    void start() throws IOException {
        server = ChildJvm.start(JAVA, List.of(), Server.class, List.of("1", String.valueOf(Body.LONGEST)), 60);
        connection = new Connection(Integer.parseInt(server.readLine()));
    }

    @AfterEach
    void stop() throws IOException {
        connection.close();
        server.close();
    }

    @Test
    void eachAllocationSinceTheBeginningIsTimed() throws IOException {
        get(0, 3);
        server.send(Server.BEGIN);
        assertThat(server.readLine()).isEqualTo(Server.BEGIN);
        get(3, 5);
        server.closeInput();

        assertThat(report().allocationTimes().getTotalCount()).isEqualTo(2);
        server.awaitSuccess();
    }

    @Test
    void aServerThatFailedOnAConnectionEndsWithAnError() throws IOException {
        assertThatThrownBy(() -> connection.get("/no-number")).isInstanceOf(IOException.class);
        server.closeInput();

        assertThat(report().allocationTimes().getTotalCount()).isZero();
        assertThatThrownBy(server::awaitSuccess).hasMessage("Server failed, with exit status 1");
    }

    private void get(int from, int to) throws IOException {
        for (int request = from; request < to; request++) {
            assertThat(Body.of(request, Body.LONGEST).wrongBytes(connection.get("/" + request)))
                    .isZero();
        }
    }

    private ServerReport report() throws IOException {
        return JSON.std.beanFrom(ServerReport.class, server.readLine());
    }
}
