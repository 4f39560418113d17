package io.roosa.system;

/** Says in a few lines which part of the house does not serve, and why. */
final class NotReady extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotReady(String why) {
        super(why);
    }
}
