package io.nowait.agent.it.copies;

import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/**
 * A child program: Tomcat with a web application that has a copy of the runtime among its libraries. Its arguments are
 * the web application's folder, and one for Tomcat's files.
 */
public final class WebApp {
    private WebApp() {}

    /** Runs it. */
    public static void main(String[] folders) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(
                Files.createTempDirectory(Path.of(folders[1]), "tomcat").toString());
        Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        WeakReference<ClassLoader> loader = deploy(tomcat, connector, folders[0]);
        tomcat.getHost().removeChild(tomcat.getHost().findChildren()[0]);
        for (int i = 0; i < 200 && loader.get() != null; i++) {
            System.gc();
            Thread.sleep(50);
        }
        System.out.println("loader after undeployment: " + loader.get());
        tomcat.stop();
        tomcat.destroy();
    }

    private static WeakReference<ClassLoader> deploy(Tomcat tomcat, Connector connector, String folder)
            throws Exception {
        Context context = tomcat.addContext("", folder);
        Tomcat.addServlet(context, "reading", ReadingServlet.class.getName());
        context.addServletMappingDecoded("/", "reading");
        tomcat.start();
        URI address = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/");
        try (InputStream answer = address.toURL().openStream()) {
            System.out.print(new String(answer.readAllBytes(), StandardCharsets.UTF_8));
        }
        return new WeakReference<>(context.getLoader().getClassLoader());
    }
}
