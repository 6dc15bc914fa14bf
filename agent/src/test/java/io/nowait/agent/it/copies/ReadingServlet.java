package io.nowait.agent.it.copies;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;

/** Answers with what {@link Reading} finds. */
public final class ReadingServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PrintWriter out = response.getWriter();
        try {
            Reading.facts().forEach(out::println);
            out.println("loader: " + Reading.class.getClassLoader().getClass().getSimpleName());
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
