package io.roosa.system;

/** Says in a few lines which part of the house does not serve, and why. */
public final class NotReady extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotReady(String why) {
        super(why);
    }
}
