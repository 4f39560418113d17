package io.roosa.jbang;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of the README's table: what to run for an order, how to call it, and what is promised to be seen.
 *
 * @param name the file without its ending
 * @param run the command with its leading environment variables
 * @param call the curl command
 * @param seen the promised output
 */
record Trial(String name, String run, String call, String seen) {

    /** Where the README and the files are. */
    static final Path FOLDER = Path.of("").toAbsolutePath();

    private static final Pattern ROW = Pattern.compile("\\| \\[(\\w+)\\.java]\\(\\1\\.java\\) \\| `([^`]+)` \\| `([^`]+)` \\| `([^`]+)` \\|");
    private static final Pattern LAST_ROW = Pattern.compile("\\| all five[^|]*\\|[^|]*\\| `([^`]+)`[^|]*\\| `([^`]+)` \\|");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    /** The lines of the README, in its order. */
    static List<Trial> promised() throws IOException {
        List<Trial> trials = new ArrayList<>();
        Matcher row = ROW.matcher(readme());
        while (row.find()) {
            trials.add(new Trial(row.group(1), row.group(2), row.group(3), row.group(4)));
        }
        return trials;
    }

    /** What is promised of an order when all five run. */
    static Trial promisedOfAllFive() throws IOException {
        Matcher row = LAST_ROW.matcher(readme());
        if (!row.find()) {
            throw new IllegalStateException("The README says nothing of all five together");
        }
        return new Trial("all five", "", row.group(1), row.group(2));
    }

    /** The folder's application: PaymentSysApi is payment-sys-api. */
    String application() {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase();
    }

    /** The port that the command names. */
    int port() {
        Matcher port = Pattern.compile("--port=(\\d+)").matcher(run);
        if (!port.find()) {
            throw new IllegalStateException("The README names no port for " + name);
        }
        return Integer.parseInt(port.group(1));
    }

    /** The curl command as a request to another port. @throws IllegalStateException for an option that a reader of this table has not met */
    HttpRequest request(int port) throws IOException {
        List<String> words = words(call);
        HttpRequest.Builder request = HttpRequest.newBuilder();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-H")) {
                String[] header = words.get(++i).split(": ", 2);
                request.header(header[0], header[1]);
            } else if (word.equals("-d")) {
                request.POST(HttpRequest.BodyPublishers.ofString(Files.readString(FOLDER.getParent().resolve(words.get(++i).substring(1)))));
            } else if (word.startsWith("http://127.0.0.1:")) {
                request.uri(URI.create(word.replaceFirst(":\\d+/", ":" + port + "/")));
            } else if (!word.equals("-s")) {
                throw new IllegalStateException("The README calls with " + word);
            }
        }
        return request.build();
    }

    /** Whether that is what the README promises; an order's id is another each time. */
    boolean keepsItsPromise(String output) {
        return UUID.matcher(output).replaceAll("ORDER_ID").equals(UUID.matcher(seen).replaceAll("ORDER_ID"));
    }

    /** The same about the given order. */
    Trial about(String orderId) {
        return new Trial(name, run, call.replace("ORDER_ID", orderId), seen);
    }

    /** The words of a command, as a shell takes them apart. */
    static List<String> words(String command) {
        return WORD.matcher(command).results().map(word -> word.group(1) == null ? word.group(2) : word.group(1)).toList();
    }

    @Override
    public String toString() {
        return name;
    }

    private static String readme() throws IOException {
        return Files.readString(FOLDER.resolve("README.md"));
    }
}
