package io.roosa.failuremodes;

/** What an order's call came to, in the words of its log line. */
record Verdict(String operation, String outcome, Reply reply, Fate fate) {

    @Override
    public String toString() {
        return operation + " " + outcome + (fate.losesAnswer() ? ", its answer will be lost" : ", answer " + reply.status()) + " after "
                + fate.hold().toMillis() + " ms" + (fate.hangs() ? " or when the mode changes" : "");
    }
}
