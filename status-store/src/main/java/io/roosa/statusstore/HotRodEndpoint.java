package io.roosa.statusstore;

import org.infinispan.manager.EmbeddedCacheManager;
import org.infinispan.server.hotrod.HotRodServer;
import org.infinispan.server.hotrod.configuration.HotRodServerConfigurationBuilder;

import io.roosa.shared.app.Settings;
import io.roosa.shared.app.WrongSetting;

/** Where applications in other processes reach the store: Infinispan's Hot Rod protocol, and no other. */
final class HotRodEndpoint implements AutoCloseable {

    private static final String USERNAME = "order-status-store.username";

    private final HotRodServer server;
    private final String address;

    private HotRodEndpoint(HotRodServer server, String address) {
        this.server = server;
        this.address = address;
    }

    /**
     * Opens it on {@code order-status-store.host} and {@code .port}.
     *
     * @throws WrongSetting where a user is asked for: this store knows none
     */
    static HotRodEndpoint open(Settings settings, EmbeddedCacheManager caches) {
        settings.optionalText(USERNAME).ifPresent(user -> {
            throw new WrongSetting(USERNAME, user, "nothing: this store knows no users, a stock Infinispan Server does");
        });
        String host = settings.text("order-status-store.host");
        int port = settings.port("order-status-store.port");
        HotRodServer server = new HotRodServer();
        server.start(new HotRodServerConfigurationBuilder().host(host).port(port).tcpKeepAlive(true).build(), caches);
        server.postStart();
        return new HotRodEndpoint(server, host + ":" + port);
    }

    /** host:port, as the line that says the store is ready tells it. */
    String address() {
        return address;
    }

    @Override
    public void close() {
        server.stop();
    }
}
