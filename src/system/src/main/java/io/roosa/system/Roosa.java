package io.roosa.system;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import io.roosa.shared.app.Application;
import io.roosa.shared.app.StartFailure;
import io.roosa.shared.app.WrongSetting;
import io.roosa.system.chaos.Chaos;

/** The whole of ROOSA from one command: starts the six applications, demonstrates an order's life, or asks for an order's status. */
@Command(name = "roosa", subcommands = {Up.class, Demo.class, Chaos.class, Status.class, Act.Retry.class, Act.Cancel.class}, mixinStandardHelpOptions = true,
        versionProvider = Roosa.Version.class, usageHelpAutoWidth = true, synopsisSubcommandLabel = "[up | demo | chaos | status | retry | cancel]",
        description = "Takes orders, follows each through stock, payment and shipping whatever fails on the way, and tells at any time where"
                + " it is. Without a command it does what 'up' does.",
        footer = {"", "Every property can be set with -Dkey=value before -jar, by environment variable, or in an application-ENV.properties in the"
                + " working directory. Exit code: 0, or 1 where something was wrong, told in a few lines."})
public final class Roosa implements Callable<Integer> {

    @Mixin
    private RunOptions options;

    @Spec
    private CommandSpec spec;

    /** Runs the command that the arguments name and exits with its code. */
    public static void main(String... arguments) {
        System.exit(commandLine(writer(FileDescriptor.out), writer(FileDescriptor.err)).execute(arguments));
    }

    /** The command line with its commands, writing to {@code out} and {@code err}. */
    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        CommandLine commandLine = new CommandLine(new Roosa());
        commandLine.setOut(out).setErr(err);
        commandLine.setParameterExceptionHandler((wrong, arguments) -> {
            String hint = arguments.length > 0 && arguments[0].startsWith("-D") ? "properties go before -jar" : "see roosa --help";
            err.println("roosa: " + wrong.getMessage().lines().findFirst().orElse("wrong use") + "; " + hint);
            return 1;
        });
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof NotReady || failure instanceof StartFailure || failure instanceof WrongSetting) {
                err.println(failure.getMessage());
            } else {
                err.println("roosa: " + failure);
            }
            return 1;
        });
        return commandLine;
    }

    @Override
    public Integer call() {
        return Up.run(options, spec.commandLine().getOut());
    }

    /** In UTF-8 whatever the locale says: customers' names are not all ASCII. */
    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"roosa " + Application.version()};
        }
    }
}
