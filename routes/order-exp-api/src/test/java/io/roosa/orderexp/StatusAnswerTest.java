package io.roosa.orderexp;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

import io.roosa.orderexp.StatusAnswer.Known;
import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;
import io.roosa.shared.order.Transition;

import static org.assertj.core.api.Assertions.assertThat;

class StatusAnswerTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:05Z");
    private static final Instant STARTED = Instant.parse("2026-11-23T10:00:01.250Z");

    private final StatusAnswer answer = new StatusAnswer(Clock.fixed(NOW, ZoneOffset.UTC));
    private final OrderJournal received = OrderJournal.received(Orders.newId(), "shop:1", "", Instant.parse("2026-11-23T10:00:00Z"), Orders.order(), "test");
    private final OrderJournal started = received.moved(new Transition(OrderStatus.INVENTORY_CHECK_STARTED, STARTED, 0, "", "copy", false), false);

    @Test
    void an_order_that_moved_on_while_it_was_read_has_its_journal_read_again_for_the_time() throws Exception {
        Exchange exchange = read("INVENTORY_CHECK_STARTED", received);
        assertThat(answer.ahead().matches(exchange)).isTrue();
        exchange.getMessage().setBody(started.stored());

        answer.readAgain().process(exchange);

        assertThat(exchange.getMessage().getBody()).isEqualTo(new Known(received.orderId(), OrderStatus.INVENTORY_CHECK_STARTED, STARTED, NOW));
    }

    @Test
    void an_order_whose_journal_knows_its_status_is_read_once() throws Exception {
        Exchange exchange = read("RECEIVED", started);

        assertThat(answer.ahead().matches(exchange)).isFalse();
        assertThat(exchange.getMessage().getBody(Known.class).updatedAt()).isEqualTo(received.acceptedAt());
    }

    @Test
    void a_status_is_told_even_where_the_journal_never_heard_of_it() throws Exception {
        Exchange exchange = read("INVENTORY_CHECK_STARTED", received);
        exchange.getMessage().setBody(received.stored());

        answer.readAgain().process(exchange);

        assertThat(exchange.getMessage().getBody(Known.class).status()).isEqualTo(OrderStatus.INVENTORY_CHECK_STARTED);
    }

    private Exchange read(String status, OrderJournal journal) throws Exception {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty(ExpProperties.ORDER_ID, journal.orderId());
        exchange.getMessage().setHeader(StatusAnswer.SHOWN, CompletableFuture.completedFuture(status));
        exchange.getMessage().setHeader(StatusAnswer.JOURNAL, CompletableFuture.completedFuture(journal.stored()));
        answer.read().process(exchange);
        return exchange;
    }
}
