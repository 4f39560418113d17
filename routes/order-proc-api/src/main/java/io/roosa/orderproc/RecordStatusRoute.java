package io.roosa.orderproc;

import org.apache.camel.builder.RouteBuilder;

/** Writes what an order has become: to its journal, where only its owner can, and then to the status that everybody reads. */
public final class RecordStatusRoute extends RouteBuilder {

    private final Journal journal;
    private final StatusWrites writes;
    private final OrderMeters meters;
    private final Board board;

    /**
     * @param journal where the order's progress is written first
     * @param writes what a status write says, and what to make of its answer
     * @param meters count what orders become
     * @param board shows it
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
            .process(writes.prepared())
            .to("{{order-status-store.component}}:order-status?operation=REPLACE&resultHeader=statusReplaced").id("writeStatus")
            .filter(header("statusReplaced").isNotEqualTo(true))
                .to("{{order-status-store.component}}:order-status?operation=GET&resultHeader=shownStatus").id("readStatusBack")
                .process(writes.readBack())
            .end()
            .removeHeaders("*")
            .process(board.moved())
            .log("${exchangeProperty.told}");
    }
}
