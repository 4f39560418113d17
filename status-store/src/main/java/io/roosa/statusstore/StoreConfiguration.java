package io.roosa.statusstore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

import org.infinispan.commons.CacheConfigurationException;
import org.infinispan.configuration.global.ShutdownHookBehavior;
import org.infinispan.configuration.parsing.ConfigurationBuilderHolder;
import org.infinispan.configuration.parsing.ParserRegistry;

import io.roosa.shared.app.Settings;
import io.roosa.shared.app.WrongSetting;

/** Which caches keep the orders, read from a file of Infinispan's own format, and where on disk they are. */
final class StoreConfiguration {

    private static final String FILE = "order-status-store.configuration";

    private StoreConfiguration() {
    }

    /**
     * Reads the file that {@code order-status-store.configuration} names, else the application's own.
     *
     * @throws WrongSetting where the file that is named cannot be read, or is no configuration of Infinispan's
     */
    static ConfigurationBuilderHolder read(Settings settings, DataDirectory directory) {
        ClassLoader classes = StoreConfiguration.class.getClassLoader();
        ConfigurationBuilderHolder holder = new ConfigurationBuilderHolder(classes);
        holder.getGlobalConfigurationBuilder()
                // The application decides when it stops; a hook of Infinispan's would race with it.
                .shutdown().hookBehavior(ShutdownHookBehavior.DONT_REGISTER)
                .globalState().enable().persistentLocation(directory.root().toString());
        URL file = file(settings);
        try {
            new ParserRegistry(classes, false, new Properties()).parse(file, holder);
            return holder;
        } catch (IOException | CacheConfigurationException e) {
            throw new WrongSetting(FILE, file.toString(), "an Infinispan configuration (" + e.getMessage() + ")");
        }
    }

    private static URL file(Settings settings) {
        Optional<Path> named = settings.optionalText(FILE).map(Path::of).map(Path::toAbsolutePath);
        named.filter(file -> !Files.isReadable(file)).ifPresent(unreadable -> {
            throw new WrongSetting(FILE, unreadable.toString(), "a readable file, or nothing for the configuration in the jar");
        });
        return named.map(StoreConfiguration::url).orElseGet(() -> StoreConfiguration.class.getResource("/order-status-store.xml"));
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
