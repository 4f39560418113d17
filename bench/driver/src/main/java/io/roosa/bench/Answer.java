package io.roosa.bench;

import java.util.Locale;
import java.util.Optional;

/**
 * What a flooded server answered, as far as it matters.
 *
 * @param retryAfter whether it says when to come again
 * @param keeps whether the connection may be used again
 */
record Answer(int status, boolean retryAfter, boolean keeps) {

    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String LENGTH = "\r\ncontent-length: ";
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    /** Reads an HTTP/1.1 answer that tells its length; empty as long as it is not whole. @throws IllegalStateException where it is none */
    static Optional<Answer> in(String received) {
        int end = received.indexOf(END_OF_HEAD);
        if (end < 0) {
            return Optional.empty();
        }
        String head = received.substring(0, end + 2).toLowerCase(Locale.ROOT);
        int length = head.indexOf(LENGTH);
        if (!head.startsWith("http/1.1 ") || length < 0) {
            throw new IllegalStateException("no answer that a flood can read: " + head.lines().findFirst().orElse(""));
        }
        int from = length + LENGTH.length();
        int body = Integer.parseInt(head.substring(from, head.indexOf('\r', from)).strip());
        if (received.length() < end + END_OF_HEAD.length() + body) {
            return Optional.empty();
        }
        return Optional.of(new Answer(Integer.parseInt(head.substring(STATUS_AT, STATUS_AT + 3)), head.contains("\r\nretry-after: "), !head.contains("\r\nconnection: close")));
    }
}
