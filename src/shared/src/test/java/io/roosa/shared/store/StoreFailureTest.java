package io.roosa.shared.store;

import java.io.IOException;
import java.net.SocketTimeoutException;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.infinispan.client.hotrod.exceptions.TransportException;
import org.infinispan.commons.CacheException;
import org.infinispan.commons.IllegalLifecycleStateException;
import org.junit.jupiter.api.Test;

import io.roosa.shared.order.Json;

import static org.assertj.core.api.Assertions.assertThat;

class StoreFailureTest {

    @Test
    void a_failure_of_the_store_is_known_however_deep_it_lies() {
        assertThat(StoreFailure.isBehind(new CacheException("x"))).isTrue();
        assertThat(StoreFailure.isBehind(new IllegalLifecycleStateException("x"))).isTrue();
        assertThat(StoreFailure.isBehind(new RuntimeException(new IllegalStateException(new TransportException("x", null))))).isTrue();
        assertThat(StoreFailure.isBehind(new RuntimeException(new SocketTimeoutException("x")))).isTrue();
    }

    @Test
    void any_other_failure_is_our_own() {
        assertThat(StoreFailure.isBehind(new IllegalStateException("x"))).isFalse();
        assertThat(StoreFailure.isBehind(new RuntimeException(new IOException("x")))).isFalse();
    }

    @Test
    void a_store_out_of_reach_is_a_503_that_says_when_to_come_again_and_not_why() throws Exception {
        Exchange exchange = answered(new CacheException("host 10.0.0.7 is gone"));

        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(503);
        assertThat(exchange.getMessage().getHeader("Retry-After")).isEqualTo(2);
        assertThat(body(exchange)).doesNotContain("10.0.0.7");
    }

    @Test
    void a_fault_of_our_own_is_a_500_that_tells_nothing_of_it() throws Exception {
        Exchange exchange = answered(new IllegalStateException("secret"));

        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(500);
        assertThat(exchange.getMessage().getHeader("Retry-After")).isNull();
        assertThat(body(exchange)).doesNotContain("secret").doesNotContain("IllegalState");
    }

    private static Exchange answered(Exception failure) throws Exception {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
        StoreFailure.answered().process(exchange);
        return exchange;
    }

    private static String body(Exchange exchange) throws IOException {
        return Json.MAPPER.readTree(exchange.getMessage().getBody(byte[].class)).toString();
    }
}
