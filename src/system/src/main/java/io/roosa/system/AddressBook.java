package io.roosa.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.camel.impl.engine.SimpleCamelContext;
import org.apache.camel.spi.PropertiesComponent;

import io.roosa.shared.app.Environment;
import io.roosa.shared.app.Settings;
import io.roosa.shared.app.WrongSetting;

/** Where each application is in the chosen environment, with what the launcher decides for all six: free ports and data directories. */
public final class AddressBook {

    private final Environment environment;
    private final Settings settings;
    private final Map<String, String> overrides = new HashMap<>();

    private AddressBook(Environment environment) {
        this.environment = environment;
        SimpleCamelContext context = new SimpleCamelContext();
        String file = "application-" + environment + ".properties;optional=true";
        PropertiesComponent properties = context.getPropertiesComponent();
        properties.setLocation("file:" + file + ",classpath:" + file);
        context.build();
        this.settings = new Settings(property -> {
            try {
                overrides.forEach(properties::addOverrideProperty);
                return Optional.ofNullable(context.resolvePropertyPlaceholders("{{?" + property + "}}"));
            } catch (IllegalArgumentException unresolved) {
                throw new WrongSetting(property, "(unresolved)", "a value whose {{placeholders}} are set: " + unresolved.getMessage());
            }
        });
    }

    /** The addresses as the environment's files, -D and environment variables tell them. */
    public static AddressBook of(Environment environment) {
        return new AddressBook(environment);
    }

    /** The same with a free port, the same for all six, wherever the environment leaves it open with 0. */
    public AddressBook withFreePorts() {
        House.PARTS.stream().flatMap(part -> Stream.of(part.name() + ".port", part.name() + ".management.port"))
                .filter(property -> settings.port(property) == 0)
                .toList()
                .forEach(property -> decide(property, freePort()));
        return this;
    }

    /** Camel lets a -D win over an override: a -D that leaves the port open must not undo what was chosen for it. */
    private void decide(String property, String value) {
        overrides.put(property, value);
        System.getProperties().computeIfPresent(property, (open, zero) -> value);
    }

    /** The same with everything that is kept on disk below {@code data}. */
    public AddressBook keptIn(Path data) {
        House.PARTS.stream().map(Part::name).filter(name -> settings.optionalText(name + ".data-dir").isPresent())
                .forEach(name -> overrides.put(name + ".data-dir", data.resolve(name).toString()));
        return this;
    }

    /** The same with one more thing decided by the launcher. */
    public AddressBook with(String property, String value) {
        overrides.put(property, value);
        return this;
    }

    /** What the launcher decided; it wins over the files. */
    public Map<String, String> overrides() {
        return Map.copyOf(overrides);
    }

    /** Whether a switch is on for all six, rather than as each has it at first. */
    boolean isOn(String property) {
        return settings.optionalText(property).filter("true"::equals).isPresent();
    }

    public Environment environment() {
        return environment;
    }

    /** How others reach the application. */
    public String url(String application) {
        return settings.text(application + ".url");
    }

    /** Where the application itself is, whatever others are told. */
    public String ownUrl(String application) {
        return "http://" + settings.text(application + ".host") + ":" + settings.port(application + ".port");
    }

    /** Where its health is asked for. */
    public String managementUrl(String application) {
        return "http://" + settings.text(application + ".host") + ":" + settings.port(application + ".management.port");
    }

    /** A property's name as an environment variable: {@code order-exp-api.port} is {@code ORDER_EXP_API_PORT}. */
    public static String asVariable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }

    /** None that was chosen before: the system may offer a port twice, as nobody listens there yet. */
    private String freePort() {
        return Stream.generate(AddressBook::offeredPort).map(String::valueOf).filter(port -> !overrides.containsValue(port)).findFirst().orElseThrow();
    }

    private static int offeredPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
