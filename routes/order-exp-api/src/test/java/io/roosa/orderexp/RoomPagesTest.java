package io.roosa.orderexp;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RoomPagesTest {

    private static final Pattern PART = Pattern.compile("(?:(?:href|src)=\"(/control-room/[^\"#?]+)\")|(?:from '(\\./[^']+)')");
    private static final int MOST_BYTES = 150_000;

    private static RunningExp exp;

    @BeforeAll
    static void start() {
        exp = RunningExp.start();
    }

    @AfterAll
    static void stop() {
        exp.close();
    }

    @Test
    void the_page_and_all_that_it_is_made_of_weigh_no_more_than_150_kB() throws Exception {
        int bytes = get("/").body().length;
        Set<String> parts = parts();
        for (String part : parts) {
            HttpResponse<byte[]> answer = get(part);
            assertThat(answer.statusCode()).as(part).isEqualTo(200);
            bytes += answer.body().length;
        }

        assertThat(parts).contains("/control-room/room.js", "/control-room/life.js", "/control-room/room.css");
        assertThat(bytes).isBetween(10_000, MOST_BYTES);
        System.out.println("the order control room weighs " + bytes + " bytes in " + (parts.size() + 1) + " files");
    }

    @Test
    void nothing_runs_in_the_page_but_what_this_application_serves() throws Exception {
        HttpResponse<byte[]> page = get("/");

        assertThat(page.headers().firstValue("Content-Security-Policy").orElse("")).startsWith("default-src 'self';").doesNotContain("unsafe", "http", "*");
        assertThat(new String(page.body())).doesNotContain("<style", " style=", "onclick", "javascript:").doesNotContainPattern("<script(?![^>]* src=)");
    }

    @Test
    void the_page_takes_no_path_from_the_contract() throws Exception {
        assertThat(get("/orders").statusCode()).isEqualTo(405);
        assertThat(get("/index.html").statusCode()).isEqualTo(404);
        assertThat(get("/control-room/nothing.js").statusCode()).isEqualTo(404);
        assertThat(get("/control-room/..%2forder-exp-api.properties").statusCode()).isIn(400, 404);
    }

    /** What the page names, and what that names in turn. */
    private static Set<String> parts() throws Exception {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> unread = new ArrayDeque<>(Set.of("/"));
        while (!unread.isEmpty()) {
            PART.matcher(new String(get(unread.pop()).body())).results()
                    .map(part -> part.group(1) == null ? part.group(2).replace("./", "/control-room/") : part.group(1))
                    .filter(found::add).forEach(unread::push);
        }
        return found;
    }

    private static HttpResponse<byte[]> get(String path) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(exp.url() + path)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
