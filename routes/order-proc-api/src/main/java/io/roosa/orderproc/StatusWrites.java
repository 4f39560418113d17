package io.roosa.orderproc;

import java.util.concurrent.TimeUnit;

import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.infinispan.InfinispanConstants;

import io.roosa.shared.order.OrderJournal;

/** What a status write says to the store: the new status, where the previous one still stands. */
final class StatusWrites {

    private final long keptForMillis;

    /** @param keptForMillis how long the status of a finished order can be asked for */
    StatusWrites(long keptForMillis) {
        this.keptForMillis = keptForMillis;
    }

    /** Sets key, expected and new value; a status that is the last one expires after its time. */
    Processor prepared() {
        return exchange -> {
            Message message = exchange.getMessage();
            OrderJournal journal = message.getBody(OrderJournal.class);
            message.setHeader(InfinispanConstants.KEY, journal.orderId());
            message.setHeader(InfinispanConstants.OLD_VALUE, exchange.getProperty(ProcessProperties.PREVIOUS_STATUS));
            message.setHeader(InfinispanConstants.VALUE, journal.status().name());
            if (journal.status().isTerminal()) {
                message.setHeader(InfinispanConstants.LIFESPAN_TIME, keptForMillis);
                // The component takes an amount without its unit for no lifespan at all.
                message.setHeader(InfinispanConstants.LIFESPAN_TIME_UNIT, TimeUnit.MILLISECONDS);
            }
        };
    }

    /** A write that was refused may have been made all the same, its acknowledgement lost: only another status means a lost claim. */
    Processor readBack() {
        return exchange -> {
            OrderJournal journal = exchange.getMessage().getBody(OrderJournal.class);
            String shown = exchange.getMessage().getHeader("shownStatus", "", String.class);
            if (!shown.equals(journal.status().name())) {
                throw new ClaimLost(journal.orderId(), "it is shown as " + shown);
            }
        };
    }
}
