package io.roosa.system;

/** What every order that was answered {@code 202} may rely on (design section 6). */
public enum Invariant {
    NEVER_LOST(1, "an accepted order is never lost: it ends"),
    ONLY_ALONG_THE_GRAPH(2, "it only moves along the life cycle"),
    CHARGED_AT_MOST_ONCE(3, "it is charged at most once"),
    AGREES_WITH_THE_LEDGERS(4, "it agrees with the ledgers"),
    STATUS_WITHIN_A_SECOND(5, "its status answers within one second"),
    ONE_CORRELATION_ID(6, "it bears one correlation id in every call");

    private final int number;
    private final String words;

    Invariant(int number, String words) {
        this.number = number;
        this.words = words;
    }

    /** Its number in section 6 of the design. */
    public int number() {
        return number;
    }

    /** What it promises, in words. */
    public String words() {
        return words;
    }
}
