package io.roosa.system;

import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What an operator does to an order, asked of a running order-proc-api. */
abstract class Act implements Callable<Integer> {

    @Parameters(paramLabel = "ORDER_ID", description = "The order's id.")
    private String orderId;

    @Option(names = "--by", paramLabel = "NAME", defaultValue = "${sys:user.name}", description = "Who asks for it; stands in the history. Default: ${DEFAULT-VALUE}")
    private String by;

    @Option(names = "--url", paramLabel = "URL", defaultValue = "http://127.0.0.1:8082",
            description = "Where order-proc-api is. Default: ${DEFAULT-VALUE}")
    private String url;

    @Spec
    private CommandSpec spec;

    /** Ends an order's rest. */
    @Command(name = "retry", mixinStandardHelpOptions = true, versionProvider = Roosa.Version.class, usageHelpAutoWidth = true,
            description = "Drives an order on at once that rests: with a reversal owed, or a shipment of which nothing is known.")
    static final class Retry extends Act {

        @Option(names = "--why", paramLabel = "TEXT", defaultValue = "asked for on the command line", description = "Why; stands in the history. Default: ${DEFAULT-VALUE}")
        private String why;

        @Override
        String why() {
            return why;
        }
    }

    /** Stops an order. */
    @Command(name = "cancel", mixinStandardHelpOptions = true, versionProvider = Roosa.Version.class, usageHelpAutoWidth = true,
            description = "Stops an order whose charge was not asked for yet: it ends as INVENTORY_FAILED, reason CANCELLED.")
    static final class Cancel extends Act {

        @Option(names = "--why", paramLabel = "TEXT", required = true, description = "Why; stands in the history.")
        private String why;

        @Override
        String why() {
            return why;
        }
    }

    abstract String why();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (!url.matches("https?://[^\\s/]+/*") || !orderId.matches("[\\w-]{1,64}")) {
            err.println("roosa: expected an order id, and a --url such as http://127.0.0.1:8082");
            return 1;
        }
        Client.Answer answer = new Client(application -> url.replaceAll("/+$", ""))
                .sent(House.PROCESS, "/process/orders/" + orderId + "/actions/" + spec.name(), new TreeMap<>(Map.of("by", by, "why", why()))).join();
        if (answer.code() == 0) {
            err.println("roosa: nothing answers at " + url + "; is it up? Start it with 'up', or name another place with --url");
            return 1;
        }
        if (answer.code() != 200) {
            err.println("roosa: " + url + " answered " + answer.code() + ": " + answer.told());
            return 1;
        }
        String done = answer.body().path("effect").asText().equals("DONE") ? "done" : "nothing was left to do";
        out.println(orderId + "  " + answer.body().path("status").asText() + "  " + spec.name() + ": " + done);
        return 0;
    }
}
