package io.roosa.shared.http;

import java.util.List;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/** What a request came with, kept where no step of its route can lose it. */
public final class Request {

    /** The exchange property that every log line bears. */
    public static final String CORRELATION_ID = "correlationId";

    private static final String PATH = "requestPath";
    private static final String ASKED_WITH = "requestCorrelationId";

    /** What Camel keeps of a request beside its headers, the query included; a producer would take it for its own. */
    private static final List<String> FROM_THE_CLIENT = List.of(Exchange.HTTP_PATH, Exchange.HTTP_URI, Exchange.HTTP_URL, Exchange.HTTP_QUERY,
            Exchange.HTTP_RAW_QUERY, Exchange.HTTP_METHOD);

    private Request() {
    }

    /** Notes the correlation id and the path; the first line of every route behind the door. */
    public static Processor noted() {
        return exchange -> {
            Message message = exchange.getMessage();
            exchange.setProperty(CORRELATION_ID, message.getHeader(Headers.CORRELATION_ID));
            exchange.setProperty(ASKED_WITH, message.getHeader(Headers.CORRELATION_ID));
            exchange.setProperty(PATH, message.getHeader(Exchange.HTTP_PATH));
            FROM_THE_CLIENT.forEach(message::removeHeader);
        };
    }

    /** The path that was asked for; empty outside a request. */
    static String path(Exchange exchange) {
        return exchange.getProperty(PATH, "", String.class);
    }

    /** The correlation id that the request is answered with, whatever order it turned out to repeat. */
    static String correlationId(Exchange exchange) {
        return exchange.getProperty(ASKED_WITH, "", String.class);
    }
}
