package io.roosa.shared.app;

/** Says which property stops an application from starting, what it holds and what was expected instead. */
public final class WrongSetting extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param property the property's whole name, such as {@code payment-sys-api.failure-rate}
     * @param value what it holds
     * @param expected what a right value looks like, in words
     */
    public WrongSetting(String property, String value, String expected) {
        super(property + " = " + value + "\n  expected: " + expected);
    }
}
