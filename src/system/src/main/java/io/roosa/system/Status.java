package io.roosa.system;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks a running order-exp-api where an order is and how it came there. */
@Command(name = "status", mixinStandardHelpOptions = true, versionProvider = Roosa.Version.class, usageHelpAutoWidth = true,
        description = "Tells where an order is, and how it came there.")
final class Status implements Callable<Integer> {

    @Parameters(paramLabel = "ORDER_ID", description = "The orderId that placing the order was answered with.")
    private String orderId;

    @Option(names = "--url", paramLabel = "URL", defaultValue = "http://127.0.0.1:8081",
            description = "Where order-exp-api is. Default: ${DEFAULT-VALUE}")
    private String url;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Client client = new Client(application -> url.replaceAll("/+$", ""));
        if (!url.matches("https?://[^\\s/]+/*") || !orderId.matches("[\\w-]{1,64}")) {
            err.println("roosa: expected an order id, and a --url such as http://127.0.0.1:8081");
            return 1;
        }
        Client.Answer status = client.status(orderId).join();
        if (status.code() == 0) {
            err.println("roosa: nothing answers at " + url + "; is it up? Start it with 'up', or name another place with --url");
            return 1;
        }
        if (status.code() == 404) {
            err.println("roosa: no order " + orderId + " is known at " + url);
            return 1;
        }
        if (status.code() != 200) {
            err.println("roosa: " + url + " answered " + status.code() + ": " + status.told());
            return 1;
        }
        JsonNode body = status.body();
        out.println(orderId + "  " + body.path("status").asText() + "  since " + body.path("updatedAt").asText()
                + (body.path("stale").asBoolean() ? "  (the store is out of reach; last known at " + body.path("asOf").asText() + ")" : ""));
        Client.history(client.asked(House.EXPERIENCE, "/orders/" + orderId + "/history").join()).forEach(transition -> out.println(line(transition)));
        return 0;
    }

    private static String line(JsonNode transition) {
        int attempts = transition.path("attempts").asInt();
        String reason = transition.path("reason").asText();
        return "  " + transition.path("at").asText() + "  " + transition.path("status").asText()
                + (attempts > 0 ? "  " + attempts + (attempts == 1 ? " call" : " calls") : "") + (reason.isEmpty() ? "" : "  " + reason);
    }
}
