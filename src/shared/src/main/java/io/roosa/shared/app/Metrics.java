package io.roosa.shared.app;

import java.time.Duration;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.micrometer.MicrometerConstants;

/**
 * Where an application counts and times what it does for orders (docs/metrics.md). It stands before Camel's own metrics do, which
 * then join it, so that one scrape of the management port has both.
 */
final class Metrics {

    /** Around what the store promises: some milliseconds when all is well, {@code store.timeout} when it hangs. */
    private static final double[] STORE_BUCKETS = nanos(Stream.of(2, 5, 10, 25, 50, 100, 250, 500, 1_000, 3_000).map(Duration::ofMillis));

    /** The Hot Rod client puts a word of its own before the prefix that it is given. */
    private static final String BY_THE_CLIENT = "vendor.roosa.store.";

    private Metrics() {
    }

    static MeterRegistry of(CamelContext context) {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        meters.config().meterFilter(new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                return id.getName().startsWith(BY_THE_CLIENT) ? id.withName(id.getName().substring("vendor.".length())) : id;
            }

            @Override
            public MeterFilterReply accept(Meter.Id id) {
                // We have no near cache.
                return id.getName().startsWith("roosa.store.cache.near") ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
            }

            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                // The Hot Rod client would have some seventy buckets for each operation on each cache.
                return id.getName().startsWith("roosa.store.")
                        ? DistributionStatisticConfig.builder().percentilesHistogram(false).serviceLevelObjectives(STORE_BUCKETS).build().merge(config) : config;
            }
        });
        context.getRegistry().bind(MicrometerConstants.METRICS_REGISTRY_NAME, meters);
        return meters;
    }

    /** Tells how many exchanges are at work in each route, by the name that Camel has for it. */
    static void ofRoutes(CamelContext context, MeterRegistry meters) {
        for (Route route : context.getRoutes()) {
            Gauge.builder(MicrometerConstants.DEFAULT_CAMEL_ROUTES_EXCHANGES_INFLIGHT, () -> context.getInflightRepository().size(route.getRouteId()))
                    .description("Exchanges at work in the route")
                    .tags(MicrometerConstants.CAMEL_CONTEXT_TAG, context.getName(), MicrometerConstants.ROUTE_ID_TAG, route.getRouteId())
                    .strongReference(true).register(meters);
        }
    }

    private static double[] nanos(Stream<Duration> durations) {
        return durations.flatMapToDouble(duration -> DoubleStream.of(duration.toNanos())).toArray();
    }
}
