package io.roosa.orderproc;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.infinispan.InfinispanConstants;

import static io.roosa.orderproc.Becoming.takenOver;

/** Claims an order for this copy, and brings the status it is shown with up to its journal where a crash came between the two. */
public final class ClaimOrderRoute extends RouteBuilder {

    private final Journal journal;
    private final StatusWrites writes;

    /**
     * @param journal where the claim is written
     * @param writes what a status write says
     */
    public ClaimOrderRoute(Journal journal, StatusWrites writes) {
        this.journal = journal;
        this.writes = writes;
    }

    @Override
    public void configure() {
        from("direct:claimOrder").routeId("claimOrder").errorHandler(noErrorHandler())
            .routeDescription("Claims an order by compare-and-set, and mends a status that lags behind the journal")
            .process(journal::claim).id("journal.claim")
            .filter(takenOver())
                .bean("board", "takenUp")
                .log("Taken up again at ${body.status}, claim ${body.claims}")
                .setHeader(InfinispanConstants.KEY, simple("${exchangeProperty.orderId}"))
                .to("{{order-status-store.component}}:order-status?operation=GET&resultHeader=shownStatus").id("readShownStatus")
                .filter(simple("${header.shownStatus} != ${body.status.name}"))
                    .log("${body.orderId} is shown as ${header.shownStatus}, but its journal says ${body.status}: mended")
                    .setProperty(ProcessProperties.PREVIOUS_STATUS, header("shownStatus"))
                    .process(writes.prepared())
                    .to("{{order-status-store.component}}:order-status?operation=REPLACE&resultHeader=statusMended").id("mendShownStatus")
                .end()
                .removeHeaders("*")
            .end();
    }
}
