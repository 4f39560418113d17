package io.roosa.shared.http;

/** The path that a request asks for, as RFC 3986 lets it be written. */
final class RequestTarget {

    private static final String BESIDE_LETTERS_AND_DIGITS = "/-._~!$&'()*+,;=:@";
    private static final int LONGEST_SHOWN = 128;

    private RequestTarget() {
    }

    /** Whether it is a path of plain or percent-encoded characters. */
    static boolean isPath(String path) {
        if (path == null || !path.startsWith("/")) {
            return false;
        }
        return isDecodable(path) && path.chars().allMatch(character -> character == '%' || isPlain((char) character));
    }

    /** Whether each percent sign in {@code text} begins an encoded byte. */
    static boolean isDecodable(String text) {
        for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
            if (at + 2 >= text.length() || Character.digit(text.charAt(at + 1), 16) < 0 || Character.digit(text.charAt(at + 2), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The path as an answer may show it: never at length, never with a character that means something elsewhere. */
    static String shown(String path) {
        if (!isPath(path)) {
            return "";
        }
        return path.length() <= LONGEST_SHOWN ? path : path.substring(0, LONGEST_SHOWN).replaceFirst("%.?$", "");
    }

    private static boolean isPlain(char character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z' || character >= '0' && character <= '9'
                || BESIDE_LETTERS_AND_DIGITS.indexOf(character) >= 0;
    }
}
