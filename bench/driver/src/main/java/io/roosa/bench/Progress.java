package io.roosa.bench;

import java.util.concurrent.TimeUnit;

import picocli.CommandLine.Help.Ansi;

/** How far a long run is: one line that is written over in a terminal; a line every ten seconds in a file. */
final class Progress {

    private static final long EVERY = TimeUnit.SECONDS.toNanos(10);

    private final boolean terminal = Ansi.AUTO.enabled();
    private long last = System.nanoTime() - EVERY;

    /** Tells how far {@code who} is. */
    synchronized void tell(String who, String what) {
        boolean whole = what.endsWith("\n");
        if (terminal) {
            System.err.print("\r\033[K" + who + ": " + what);
        } else if (whole || System.nanoTime() - last >= EVERY) {
            last = System.nanoTime();
            System.err.println(who + ": " + what.stripTrailing());
        }
    }
}
