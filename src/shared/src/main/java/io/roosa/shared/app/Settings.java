package io.roosa.shared.app;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an application's properties as what they mean, and refuses a wrong value before an order is taken: Camel itself
 * would silently go on with a default.
 */
public final class Settings {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*(KB|MB|GB)");

    private final Function<String, Optional<String>> source;

    /** @param source answers a property's resolved text, empty where it is not set */
    public Settings(Function<String, Optional<String>> source) {
        this.source = source;
    }

    /** The text of a property that must be set. @throws WrongSetting where it is missing or blank */
    public String text(String property) {
        return optionalText(property).orElseThrow(() -> new WrongSetting(property, "(not set)", "a value"));
    }

    /** The text of a property that may be left out or blank. */
    public Optional<String> optionalText(String property) {
        return source.apply(property).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** One of the given words. @throws WrongSetting for any other */
    public String oneOf(String property, List<String> words) {
        String text = text(property);
        if (!words.contains(text)) {
            throw new WrongSetting(property, text, "one of " + String.join(", ", words));
        }
        return text;
    }

    /** A share of all calls, 0 to 1. @throws WrongSetting for anything else */
    public double share(String property) {
        String text = text(property);
        try {
            double share = Double.parseDouble(text);
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException notANumber) {
            // answered below, as any other wrong value
        }
        throw new WrongSetting(property, text, "a share from 0 to 1, such as 0.30");
    }

    /** A whole number within bounds, both included. @throws WrongSetting for anything else */
    public int whole(String property, int least, int most) {
        String text = text(property);
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // answered below, as any other wrong value
        }
        throw new WrongSetting(property, text, "a whole number from " + least + " to " + most);
    }

    /** A whole number that may be left out, such as a seed. @throws WrongSetting where it is set to something else */
    public OptionalLong optionalNumber(String property) {
        Optional<String> text = optionalText(property);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text.get()));
        } catch (NumberFormatException notANumber) {
            throw new WrongSetting(property, text.get(), "a whole number, or nothing at all");
        }
    }

    /** A switch. @throws WrongSetting for anything but true and false */
    public boolean flag(String property) {
        return "true".equals(oneOf(property, List.of("true", "false")));
    }

    /** A length of time with its unit: 500ms, 3s, 5m, 24h, 30d. @throws WrongSetting for anything else */
    public Duration duration(String property) {
        String text = text(property);
        return parseDuration(text)
                .orElseThrow(() -> new WrongSetting(property, text, "a length of time with its unit, such as 500ms, 3s, 5m, 24h or 30d"));
    }

    /** A length of time of at least {@code least}. @throws WrongSetting for anything else */
    public Duration duration(String property, Duration least) {
        Duration duration = duration(property);
        if (duration.compareTo(least) < 0) {
            throw new WrongSetting(property, text(property), "at least " + least.toMillis() + "ms");
        }
        return duration;
    }

    /** Reads 500ms, 3s, 5m, 24h or 30d; empty for any other text. */
    public static Optional<Duration> parseDuration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return Optional.of(switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        });
    }

    /** An amount of memory or disk in bytes, written with its unit: 512KB, 64MB, 2GB. @throws WrongSetting for anything else */
    public long size(String property) {
        String text = text(property);
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new WrongSetting(property, text, "a size with its unit, such as 512KB, 64MB or 2GB");
        }
        return Long.parseLong(matcher.group(1)) << switch (matcher.group(2)) {
            case "KB" -> 10;
            case "MB" -> 20;
            default -> 30;
        };
    }

    /** Where an application is reached over HTTP. @throws WrongSetting for anything but an http URL with a host and port */
    public URI url(String property) {
        String text = text(property);
        try {
            URI url = URI.create(text);
            if (("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null && url.getPort() > 0) {
                return url;
            }
        } catch (IllegalArgumentException notAUrl) {
            // answered below, as any other wrong value
        }
        throw new WrongSetting(property, text, "a URL with host and port, such as http://127.0.0.1:8084");
    }

    /** A port to listen on; 0 asks for a free one. @throws WrongSetting for anything but 0 to 65535 */
    public int port(String property) {
        return whole(property, 0, 65535);
    }

    /** A directory, relative to the working directory unless absolute. */
    public Path directory(String property) {
        return Path.of(text(property));
    }
}
