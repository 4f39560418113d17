package io.roosa.orderexp;

import java.io.IOException;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

import io.roosa.shared.http.ProblemAnswer;
import io.roosa.shared.http.Request;

/** Breaks a system on purpose, or heals it, by asking order-proc-api to; environments dev and test only. */
public final class SetRoomFaultRoute extends RouteBuilder {

    private final ControlRoom room;

    /** @param room knows whether faults may be set */
    public SetRoomFaultRoute(ControlRoom room) {
        this.room = room;
    }

    @Override
    public void configure() {
        from("direct:setRoomFault").routeId("setRoomFault").routeConfigurationId("doors")
            .routeDescription("Passes a fault on to order-proc-api")
            .onException(IOException.class)
                .logExhausted(false)
                .handled(true).process(ProblemAnswer.of(ControlRoom.notNow()))
            .end()
            .process(Request.noted())
            .process(room.mayBreak())
            .removeHeaders("*")
            .setHeader(Exchange.HTTP_METHOD, constant("PUT"))
            .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
            .to("{{order-proc-api.url}}/process/faults?throwExceptionOnFailure=false&" + PATIENTLY).id("callSetFault")
            .process(ControlRoom.passedOn())
            .removeHeaders("*")
            .setHeader(Exchange.CONTENT_TYPE, constant("application/json"));
    }

    /** A system that does not answer is found out by order-proc-api within a second. */
    private static final String PATIENTLY = "connectTimeout=2000&connectionRequestTimeout=2000&responseTimeout=2000&soTimeout=2000";
}
