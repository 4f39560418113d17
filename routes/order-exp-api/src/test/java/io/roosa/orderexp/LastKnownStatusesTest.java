package io.roosa.orderexp;

import java.time.Instant;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.roosa.orderexp.StatusAnswer.Known;
import io.roosa.shared.order.OrderJournal;
import io.roosa.shared.order.OrderStatus;

import static org.assertj.core.api.Assertions.assertThat;

class LastKnownStatusesTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final LastKnownStatuses lastKnown = new LastKnownStatuses(1_000);

    @Test
    void nothing_is_known_of_an_order_that_was_never_seen() {
        assertThat(lastKnown.cache().getIfPresent(Orders.newId())).isNull();
    }

    @Test
    void an_accepted_order_is_known_as_received_when_it_was_accepted() {
        OrderJournal order = Orders.received(NOON);

        lastKnown.accepted(order);

        assertThat(lastKnown.cache().getIfPresent(order.orderId())).isEqualTo(new Known(order.orderId(), OrderStatus.RECEIVED, NOON, NOON));
    }

    @Test
    void a_later_status_takes_the_place_of_an_earlier_one_and_never_the_other_way_round() {
        OrderJournal order = Orders.received(NOON);
        Known later = new Known(order.orderId(), OrderStatus.INVENTORY_CHECK_STARTED, NOON, NOON);

        lastKnown.seen(later);
        lastKnown.accepted(order);

        assertThat(lastKnown.cache().getIfPresent(order.orderId())).isEqualTo(later);
    }

    @Test
    void of_more_orders_than_are_to_be_remembered_some_are_forgotten() {
        IntStream.range(0, 3_000).forEach(any -> lastKnown.accepted(Orders.received(NOON)));

        lastKnown.cache().cleanUp();

        assertThat(lastKnown.cache().estimatedSize()).isEqualTo(1_000);
    }

    @Test
    void the_same_status_seen_again_is_known_as_of_then() {
        OrderJournal order = Orders.received(NOON);
        Known seenAgain = new Known(order.orderId(), OrderStatus.RECEIVED, NOON, NOON.plusSeconds(60));

        lastKnown.accepted(order);
        lastKnown.seen(seenAgain);

        assertThat(lastKnown.cache().getIfPresent(order.orderId())).isEqualTo(seenAgain);
    }
}
