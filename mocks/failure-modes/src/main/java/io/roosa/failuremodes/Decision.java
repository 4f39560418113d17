package io.roosa.failuremodes;

/**
 * What a provider decided on an order's call; from then on each repetition of its key gets the same reply.
 *
 * @param outcome the decision in a word, such as {@code CHARGED}
 * @param effect whether the call changed something
 * @param reply what the caller is told
 */
public record Decision(String outcome, boolean effect, Reply reply) {

    /** What was asked for has been done. */
    public static Decision done(String outcome, Object receipt) {
        return new Decision(outcome, true, Reply.of(receipt));
    }

    /** What was asked for had been done before. */
    public static Decision repeated(Object receipt) {
        return new Decision(LedgerCall.REPEATED, false, Reply.of(receipt));
    }

    /** It will not be done. */
    public static Decision refused(int status, String code, String detail) {
        return new Decision(code, false, Reply.refusal(status, code, detail));
    }
}
