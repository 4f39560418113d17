package io.roosa.orderproc;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.infinispan.InfinispanConstants;

import static io.roosa.orderproc.Becoming.takenOver;

/** Claims an order for this copy, and brings the status it is shown with up to its journal where a crash came between the two. */
public final class ClaimOrderRoute extends RouteBuilder {

    private final Journal journal;
    private final StatusWrites writes;
    private final OrderMeters meters;
    private final Board board;

    /**
     * @param journal where the claim is written
     * @param writes show what readers have not seen
     * @param meters count what orders become
     * @param board shows it
     */
    public ClaimOrderRoute(Journal journal, StatusWrites writes, OrderMeters meters, Board board) {
        this.journal = journal;
        this.writes = writes;
        this.meters = meters;
        this.board = board;
    }

    @Override
    public void configure() {
        from("direct:claimOrder").routeId("claimOrder").errorHandler(noErrorHandler())
            .routeDescription("Claims an order by compare-and-set, and mends a status that lags behind the journal")
            .process(journal::claim).id("journal.claim")
            .process(meters.moved())
            .filter(takenOver())
                .bean("board", "takenUp")
                .log("Taken up again at ${body.status}, claim ${body.claims}")
                .setHeader(InfinispanConstants.KEY, exchangeProperty(ProcessProperties.ORDER_ID))
                .to("{{order-status-store.component}}:order-status?operation=GET&resultHeader=shownStatus").id("readShownStatus")
                .process(writes.lagging())
                .filter(StatusWrites.toShow())
                    .log("${body.orderId} is shown as ${header.shownStatus}, but its journal says ${body.status}: mended")
                .end()
                .removeHeaders("*")
            .end()
            .filter(StatusWrites.toShow()).to("direct:showStatus").process(board.moved()).end();
    }
}
