package io.nowait.agent.context;

import io.nowait.runtime.nullness.Nullable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Threads that frameworks and applications say may not wait, through services.
 *
 * <p>A service is asked as the JDK's {@link Predicate}: its interface may have been loaded by the application, from a copy of the
 * runtime of its own, and the JDK's {@code ServiceLoader} would refuse it for that.
 *
 * <p>What goes wrong in one is said once, on stderr, and counts as no.
 */
final class Integrations implements Rule {
    private static final String SERVICE = "META-INF/services/io.nowait.runtime.NonBlockingThreads";

    private volatile Integration[] all = {};

    /** Makes one of each that the loaders know. Runs code of the application: not from a transformer. */
    void load(ClassLoader... loaders) {
        Map<String, Integration> found = new LinkedHashMap<>();
        for (ClassLoader loader : loaders) {
            for (String name : names(loader)) {
                if (!found.containsKey(name)) {
                    found.put(name, Integration.make(name, loader));
                }
            }
        }
        all = found.values().toArray(new Integration[0]);
    }

    private static List<String> names(ClassLoader loader) {
        List<String> names = new ArrayList<>();
        try {
            Enumeration<URL> files = loader.getResources(SERVICE);
            while (files.hasMoreElements()) {
                addNames(names, files.nextElement());
            }
        } catch (IOException | RuntimeException | LinkageError unreadable) {
            System.err.println("nowait: " + SERVICE + " could not be read, and is ignored: " + unreadable);
        }
        return names;
    }

    private static void addNames(List<String> names, URL file) throws IOException {
        URLConnection connection = file.openConnection();
        // Else the jar stays open.
        connection.setUseCaches(false);
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int comment = line.indexOf('#');
                String name = (comment < 0 ? line : line.substring(0, comment)).trim();
                if (!name.isEmpty()) {
                    names.add(name);
                }
            }
        }
    }

    @Override
    public @Nullable String nonBlockingBecause(Thread thread) {
        for (Integration integration : all) {
            if (integration.says(thread)) {
                return integration.name;
            }
        }
        return null;
    }
}
