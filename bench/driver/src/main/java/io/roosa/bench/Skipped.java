package io.roosa.bench;

/** Says why one of those that are compared cannot take part here. */
final class Skipped extends Exception {

    private static final long serialVersionUID = 1L;

    Skipped(String why) {
        super(why);
    }
}
