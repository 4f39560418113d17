package io.roosa.shared.app;

import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.util.OrderedLocationProperties;

/**
 * A Camel Main for which {@code camel.main.profile} names the environment an order is processed in, and nothing else. Camel's own
 * profile {@code dev} would trace every message: 25 MB of garbage and tens of milliseconds for each call of an order.
 */
final class MainWithoutProfile extends Main {

    @Override
    protected void autoConfigurationMainConfiguration(CamelContext context, MainConfigurationProperties configuration,
            OrderedLocationProperties configured) throws Exception {
        super.autoConfigurationMainConfiguration(context, configuration, configured);
        configuration.setProfile(null);
        if (CamelCommand.mayLookInto(context)) {
            configuration.setJmxEnabled(true);
            configuration.setDevConsoleEnabled(true);
        }
    }
}
