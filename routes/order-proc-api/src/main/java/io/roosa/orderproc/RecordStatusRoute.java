package io.roosa.orderproc;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.infinispan.InfinispanConstants;

/** Writes what an order has become: to its journal, where only its owner can, and then to the status that everybody reads. */
public final class RecordStatusRoute extends RouteBuilder {

    private final Journal journal;
    private final StatusWrites writes;
    private final OrderMeters meters;
    private final Board board;

    /**
     * @param journal where the order's progress is written first
     * @param writes show it
     * @param meters count what orders become
     * @param board told of it too
     */
    public RecordStatusRoute(Journal journal, StatusWrites writes, OrderMeters meters, Board board) {
        this.journal = journal;
        this.writes = writes;
        this.meters = meters;
        this.board = board;
    }

    @Override
    public void configure() {
        from("direct:recordStatus").routeId("recordStatus").errorHandler(noErrorHandler())
            .routeDescription("Journal first, then status, each by compare-and-set: a writer that lost its claim loses here and stops")
            .process(journal::append).id("journal.append")
            .process(meters.moved())
            .to("direct:showStatus")
            .process(board.moved());

        from("direct:showStatus").routeId("showStatus").errorHandler(noErrorHandler())
            .routeDescription("Shows the next status of the journal that readers have not seen, until there is none")
            .process(writes.shown()).id("writeStatus")
            .filter(StatusWrites.refused())
                .setHeader(InfinispanConstants.KEY, exchangeProperty(ProcessProperties.ORDER_ID))
                .to("{{order-status-store.component}}:order-status?operation=GET&resultHeader=shownStatus").id("readStatusBack")
                .process(writes.readBack())
                .removeHeaders("*")
            .end()
            .log("${exchangeProperty.told}")
            .filter(StatusWrites.toShow()).to("direct:showStatus").end();
    }
}
