package io.roosa.shared.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.apache.camel.CamelContext;
import org.apache.camel.cli.connector.DefaultCliConnectorFactory;
import org.apache.camel.spi.CliConnectorFactory;

/**
 * Lets Camel's own {@code camel} command see an order's routes and breakers at work (docs/camel-cli.md), where {@code camel-cli} says so. The
 * command and the application speak by files in {@code ~/.camel}, by which routes can be stopped too: environment dev only.
 */
final class CamelCommand {

    private static final String PROPERTY = "camel-cli";
    private static final String ONLY_IN = "dev";

    private CamelCommand() {
    }

    /** @throws WrongSetting where it is switched on in another environment, or the user has no home to write to */
    static void of(Assembly assembly) {
        boolean on = assembly.settings().flag(PROPERTY);
        if (on && !assembly.environment().name().equals(ONLY_IN)) {
            throw new WrongSetting(PROPERTY, "true", "false in environment " + assembly.environment() + ": what the camel command may do is for " + ONLY_IN);
        }
        if (on) {
            makeOwnersAlone(Path.of(System.getProperty("user.home"), ".camel"));
        }
        // Camel would switch it on wherever it is on the class path.
        DefaultCliConnectorFactory factory = new DefaultCliConnectorFactory();
        factory.setEnabled(on);
        factory.setRuntime("ROOSA");
        factory.setRuntimeVersion(Application.version());
        assembly.bind("camelCommand", factory);
    }

    /** Whether the camel command sees this application; it then needs what Camel's management and consoles tell. */
    static boolean mayLookInto(CamelContext context) {
        CliConnectorFactory factory = context.getRegistry().findSingleByType(CliConnectorFactory.class);
        return factory != null && factory.isEnabled();
    }

    /** The files tell all properties, and take commands: they are nobody else's business. */
    private static void makeOwnersAlone(Path directory) {
        try {
            if (Files.notExists(directory) && directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw new WrongSetting(PROPERTY, "true", "false, or a home of the user in which " + directory + " can be made (" + e.getMessage() + ")");
        }
    }
}
