package io.roosa.system.room;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import io.roosa.system.House;
import io.roosa.system.RunningHouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The order control room in a real browser, as a person meets it in the first five minutes. Skipped where there is no Chromium
 * ({@code apt-get install chromium chromium-driver}); pictures of what was seen are left in {@code target/control-room}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ControlRoomIT {

    private static final Path PICTURES = Path.of("target", "control-room");
    private static final Duration FIRST_PAINT = Duration.ofSeconds(1);
    private static final int TRIES = 3;
    private static final String TAB = "\uE004";

    private RunningHouse house;
    private Browser browser;
    private String url;

    @BeforeAll
    void open(@TempDir Path directory) {
        assumeTrue(Browser.isThere(), "no browser: apt-get install chromium chromium-driver");
        house = RunningHouse.start(directory);
        browser = Browser.open(directory.resolve("profile"));
        url = "http://127.0.0.1:" + house.port(House.EXPERIENCE);
        browser.looksLike(1400, 1000, "light");
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
        if (house != null) {
            house.stop();
        }
    }

    @Test
    @Order(1)
    void the_page_is_painted_within_a_second() {
        List<Long> paints = new ArrayList<>();
        for (int i = 0; i < TRIES && paints.stream().noneMatch(paint -> paint < FIRST_PAINT.toMillis()); i++) {
            browser.go(url + "/?" + i);
            until().until(() -> browser.attribute("#link", "data-state"), "good"::equals);
            paints.add(browser.js("return performance.getEntriesByName('first-contentful-paint')[0].startTime").asLong());
        }

        System.out.println("first paint after " + paints + " ms");
        assertThat(paints).anyMatch(paint -> paint < FIRST_PAINT.toMillis());
    }

    @Test
    @Order(2)
    void an_order_that_is_placed_is_watched_to_its_end() {
        browser.click("#place button[value='1']");

        until().until(() -> browser.attribute("#life-status", "data-kind"), kind -> kind.equals("good") || kind.equals("bad"));

        assertThat(browser.text("#placed")).startsWith("Accepted with 202");
        assertThat(browser.text("#raw-answer")).contains("HTTP 202", "location: /orders/", "\"status\": \"RECEIVED\"");
        assertThat(browser.js("return document.querySelectorAll('svg.lanes g rect').length").asInt()).isPositive();
        assertThat(browser.js("return location.hash").asText()).startsWith("#order=");
    }

    @Test
    @Order(3)
    void the_same_key_again_makes_no_second_order() {
        int before = orders();

        browser.click("#again");

        until().until(() -> browser.text("#placed"), text -> text.contains("the same order, and no second one"));
        assertThat(orders()).isEqualTo(before);
    }

    @Test
    @Order(4)
    void a_permalink_shows_the_same_order() {
        String link = browser.js("return location.href").asText();

        browser.go("about:blank");
        browser.go(link);

        until().until(() -> browser.text("#life-of code"), id -> link.endsWith("#order=" + id) && !id.isEmpty());
    }

    @Test
    @Order(5)
    void with_payment_down_the_breaker_opens_and_after_it_healed_the_orders_finish_and_the_promises_hold() {
        browser.click("[data-system=payment-sys-api] [data-fault=DOWN]");
        until().until(() -> browser.attribute("[data-system=payment-sys-api] [data-fault=DOWN]", "aria-pressed"), "true"::equals);
        browser.click("#place button[value='10']");
        until().until(() -> browser.text("#placed"), text -> text.startsWith("All 10 accepted"));
        browser.click("#place button[value='10']");

        until().until(() -> browser.attribute("[data-system=payment-sys-api]", "data-state"), "bad"::equals);
        browser.picture(PICTURES.resolve("payment-down.png"));
        browser.click("[data-system=payment-sys-api] [data-fault=NONE]");

        until().until(() -> open() == 0);
        until().until(() -> browser.attribute("#proof", "data-state") + browser.text("#verdict"), told -> told.startsWith("good") && !told.contains("still to be"));
        assertThat(browser.js("return [...document.querySelectorAll('#promises li')].map(each => each.dataset.state)").toString()).doesNotContain("bad", "wait");
        browser.picture(PICTURES.resolve("healed.png"));
    }

    @Test
    @Order(6)
    void an_order_that_makes_no_progress_is_shown_on_the_board_until_it_goes_on() {
        browser.click("[data-system=shipping-sys-api] [data-fault=HANGING]");
        until().until(() -> browser.attribute("[data-system=shipping-sys-api] [data-fault=HANGING]", "aria-pressed"), "true"::equals);
        browser.click("#place button[value='10']");

        until().until(() -> browser.js("return document.querySelectorAll('#charts figure[data-state=bad]').length").asInt() == 1);

        assertThat(browser.text("#charts figure[data-state=bad]")).startsWith("Without progress").contains("longer than their step may take, one since ");
        browser.picture(PICTURES.resolve("without-progress.png"));
        browser.click("[data-system=shipping-sys-api] [data-fault=NONE]");
        until().until(() -> browser.js("return document.querySelectorAll('#charts figure[data-state=bad]').length").asInt() == 0);
    }

    @Test
    @Order(7)
    void what_is_shown_can_be_reached_by_keyboard_from_the_first_link_on() {
        browser.go(url + "/?keyboard");
        until().until(() -> browser.attribute("#link", "data-state"), "good"::equals);
        List<String> reached = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            browser.press(TAB);
            reached.add(browser.js("const at = document.activeElement; return at.id || at.name || at.dataset.fault || at.textContent.trim()").asText());
        }

        assertThat(reached).startsWith("Skip to placing orders").containsSubsequence("customerId", "count", "DOWN", "LOST_ANSWER", "id", "Show");
    }

    @Test
    @Order(8)
    void neither_light_nor_dark_wide_nor_narrow_has_a_serious_finding_of_axe() throws IOException {
        browser.click("[data-system=shipping-sys-api] [data-fault=DOWN]");
        until().until(() -> browser.attribute("[data-system=shipping-sys-api] [data-fault=DOWN]", "aria-pressed"), "true"::equals);
        browser.click("#place button[value='10']");
        String moneyBack = "[...document.querySelectorAll('#list li button')].find(each => each.textContent.includes('failed: shipping'))";
        until().until(() -> browser.js("return Boolean(" + moneyBack + ")").asBoolean());
        browser.js(moneyBack + ".click()");
        until().until(() -> browser.text("#life-of"), life -> life.contains("failed: shipping"));
        browser.js(axe());
        for (String scheme : List.of("light", "dark")) {
            for (int width : new int[] {320, 768, 1400}) {
                browser.looksLike(width, 1000, scheme);
                JsonNode findings = browser.later("const done = arguments[arguments.length - 1];"
                        + "axe.run(document, {resultTypes: ['violations']}).then(found => done(found.violations.filter(each => ['serious', 'critical'].includes(each.impact))"
                        + ".map(each => each.id + ': ' + each.nodes.map(node => node.target + ' ' + node.failureSummary).join('; '))))");
                assertThat(findings).as("%s, %d px wide", scheme, width).isEmpty();
                assertThat(browser.js("return document.documentElement.scrollWidth").asInt()).as("%d px wide; too wide are %s", width,
                        browser.js("return [...document.querySelectorAll('main *')].filter(each => each.getBoundingClientRect().right > innerWidth)"
                                + ".map(each => each.tagName + '#' + each.id + '.' + each.getAttribute('class')).slice(0, 20)")).isLessThanOrEqualTo(width);
                browser.picture(PICTURES.resolve(scheme + "-" + width + ".png"));
            }
        }
        browser.looksLike(1400, 1000, "light");
    }

    @Test
    @Order(9)
    void nothing_was_asked_of_another_host_and_nothing_stands_on_the_console() {
        assertThat(browser.asked()).hasSizeGreaterThan(20).filteredOn(asked -> !asked.matches("(about|data|chrome|chrome-untrusted):.*")).allMatch(asked -> asked.startsWith(url + "/"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    @Order(10)
    void a_lost_connection_is_told_and_what_was_known_stays() {
        int before = orders();

        house.stop();

        until().until(() -> browser.attribute("#link", "data-state"), "bad"::equals);
        assertThat(browser.text("#link-words")).startsWith("Connection lost; trying again. Shown is what was known at");
        assertThat(orders()).isEqualTo(before);
        browser.picture(PICTURES.resolve("connection-lost.png"));
    }

    private int orders() {
        return browser.js("return document.querySelectorAll('#list li').length").asInt();
    }

    private int open() {
        return browser.js("return document.querySelectorAll('#list .tag[data-kind=wait]').length").asInt();
    }

    private static String axe() throws IOException {
        try (InputStream script = ControlRoomIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static ConditionFactory until() {
        return Awaitility.await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(250));
    }
}
