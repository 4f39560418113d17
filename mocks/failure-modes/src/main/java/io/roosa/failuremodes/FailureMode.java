package io.roosa.failuremodes;

/** What a mock does with an order's calls, whatever its rates say. */
public enum FailureMode {

    /** Follows the rates. */
    NORMAL,

    /** Answers 503 to everything, at once. */
    DOWN,

    /** Does nothing and answers nothing, until the mode changes or a minute has passed. */
    HANG,

    /** Does what it is asked, and then drops the connection instead of answering. */
    LOST_ANSWER
}
