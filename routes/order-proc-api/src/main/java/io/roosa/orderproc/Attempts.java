package io.roosa.orderproc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The attempts of one order at one step: counts the calls, draws the waits, and says when to give up. A call that the breaker
 * refuses is no attempt: it waits its turn until the step's deadline.
 */
public final class Attempts {

    private final StepPolicy policy;
    private final Clock clock;
    private final RandomGenerator random;
    private final Instant began;
    private Instant attemptBegan;
    private Instant nextRetryAt;
    private int calls;
    private int failures;
    private boolean surelyNotDone = true;
    private String reason = "";
    private Runnable whenOver = () -> { };

    Attempts(StepPolicy policy, Clock clock, RandomGenerator random) {
        this.policy = policy;
        this.clock = clock;
        this.random = random;
        this.began = clock.instant();
        this.attemptBegan = began;
    }

    /** Notes that a call is about to be made. */
    public synchronized void begin() {
        attemptBegan = clock.instant();
        nextRetryAt = null;
        calls++;
    }

    /**
     * Notes how the call failed.
     *
     * @param failure what it came to
     * @return how long to wait before the next one; empty where the attempts or the time are used up
     */
    public synchronized Optional<Duration> failed(TechnicalFailure failure) {
        Instant now = clock.instant();
        if (failure.refusedByBreaker()) {
            calls--;
        }
        surelyNotDone &= failure.surelyNotDone();
        reason = failure.reason();
        Duration wait = longer(fullJitter(failures++), failure.retryAfter());
        boolean used = calls >= policy.attempts() || now.plus(wait).isAfter(began.plus(policy.deadline()));
        nextRetryAt = used ? null : now.plus(wait);
        return used ? Optional.empty() : Optional.of(wait);
    }

    /** What is done once the step has its answer. */
    synchronized void whenOver(Runnable whenOver) {
        this.whenOver = whenOver;
    }

    /** The step has its answer: no more is waited for. */
    void over() {
        Runnable goesOn;
        synchronized (this) {
            goesOn = whenOver;
        }
        goesOn.run();
    }

    /** The answer of a step whose attempts or time are used up. */
    public synchronized Answer.GaveUp gaveUp() {
        return new Answer.GaveUp(reason, surelyNotDone);
    }

    /** How long the latest call has taken so far. */
    public synchronized Duration sinceAttemptBegan() {
        return Duration.between(attemptBegan, clock.instant());
    }

    /** How many calls were made so far. */
    public synchronized int calls() {
        return calls;
    }

    /** When the next call is due, where one is waited for. */
    public synchronized Optional<Instant> nextRetryAt() {
        return Optional.ofNullable(nextRetryAt);
    }

    /** The step that they belong to. */
    public String step() {
        return policy.step();
    }

    /** Evenly from 0 to backoff * 2^n, at most backoff-max: so that orders which failed together do not come back together. */
    private Duration fullJitter(int failuresBefore) {
        long most = policy.backoffMax().toMillis();
        long bound = failuresBefore >= 30 ? most : Math.min(most, policy.backoff().toMillis() << failuresBefore);
        return Duration.ofMillis(random.nextLong(bound + 1));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
