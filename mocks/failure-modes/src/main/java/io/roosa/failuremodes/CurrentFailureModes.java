package io.roosa.failuremodes;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import com.fasterxml.jackson.databind.JsonNode;

/** How a mock misbehaves with an order's calls right now: as its properties say, until somebody says otherwise at run time. */
public final class CurrentFailureModes {

    /**
     * The time for which the same failure modes hold.
     *
     * @param modes what holds
     * @param over completes when something else holds: what hangs goes on then
     */
    record Spell(FailureModes modes, CompletableFuture<Void> over) {

        private static Spell of(FailureModes modes) {
            return new Spell(modes, new CompletableFuture<>());
        }
    }

    private final FailureModes ofProperties;
    private final AtomicReference<Spell> spell;

    /** @param ofProperties what holds at the start and after each reset */
    public CurrentFailureModes(FailureModes ofProperties) {
        this.ofProperties = ofProperties;
        this.spell = new AtomicReference<>(Spell.of(ofProperties));
    }

    /** What holds now. */
    public FailureModes now() {
        return spell.get().modes();
    }

    /** What holds now, and when that is over. */
    Spell spell() {
        return spell.get();
    }

    /**
     * From the next call on what {@code wanted} names holds, and for the rest the properties; with {@code healAfter} no longer than
     * that. Answers what holds then.
     */
    public FailureModes set(JsonNode wanted) {
        Spell set = become(ofProperties.changedBy(wanted));
        FailureModes.healAfter(wanted).ifPresent(after ->
                CompletableFuture.delayedExecutor(after.toMillis(), TimeUnit.MILLISECONDS).execute(() -> heal(set)));
        return set.modes();
    }

    /** From the next call on the properties hold. Answers what holds then. */
    public FailureModes reset() {
        return become(ofProperties).modes();
    }

    private Spell become(FailureModes modes) {
        Spell begun = Spell.of(modes);
        spell.getAndSet(begun).over().complete(null);
        return begun;
    }

    /** Unless something else was set meanwhile, which has its own time. */
    private void heal(Spell set) {
        if (spell.compareAndSet(set, Spell.of(ofProperties))) {
            set.over().complete(null);
        }
    }
}
