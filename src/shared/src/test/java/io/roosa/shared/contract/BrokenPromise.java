package io.roosa.shared.contract;

import java.util.List;

/** An answer that is not what the application's RAML promises; every breach is told, one to a line. */
public final class BrokenPromise extends AssertionError {

    private static final long serialVersionUID = 1L;

    BrokenPromise(String application, Answer answer, List<String> breaches) {
        super(application + " answered what raml/" + application + ".raml does not promise:\n  " + String.join("\n  ", breaches) + "\n" + answer);
    }
}
