package io.roosa.system.chaos;

import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;

/**
 * Where in an order's life the process that works on it dies, as by {@code kill -9}.
 *
 * @param before whether it dies before the step or after it
 * @param step the node's id, or {@code bean.method}
 * @param passing at which passing of it, counted from 1
 */
record Halt(boolean before, String step, int passing) {

    /** What a killed process ends with. */
    static final int EXIT_CODE = 137;

    static Halt parse(String text) {
        // A step may have a colon of its own: direct:restOrder.
        int first = text.indexOf(':');
        int last = text.lastIndexOf(':');
        return new Halt(text.startsWith("before"), text.substring(first + 1, last), Integer.parseInt(text.substring(last + 1)));
    }

    @Override
    public String toString() {
        return (before ? "before:" : "after:") + step + ":" + passing;
    }

    String told() {
        return (before ? "before " : "after ") + step + " no. " + passing;
    }

    /** Watches every step of the routes, and ends the JVM at this one, without a word to anybody. */
    InterceptStrategy asInterceptor() {
        return new InterceptStrategy() {

            private final AtomicInteger passed = new AtomicInteger();

            @Override
            public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode node, Processor target, Processor next) {
                if (!Step.name(node).equals(step)) {
                    return target;
                }
                return exchange -> {
                    boolean now = passed.incrementAndGet() == passing;
                    if (now && before) {
                        Runtime.getRuntime().halt(EXIT_CODE);
                    }
                    target.process(exchange);
                    if (now) {
                        Runtime.getRuntime().halt(EXIT_CODE);
                    }
                };
            }
        };
    }
}
