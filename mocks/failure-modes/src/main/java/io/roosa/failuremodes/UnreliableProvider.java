package io.roosa.failuremodes;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.roosa.shared.app.Assembly;
import io.roosa.shared.app.WrongSetting;
import io.roosa.shared.http.Problem;
import io.roosa.shared.http.ProblemException;
import io.roosa.shared.http.Request;

/**
 * A provider that answers an order's calls late, wrongly or not at all, as its failure modes say, and yet keeps its books as
 * a real one would: what it has decided for an idempotency key it decides once.
 */
public final class UnreliableProvider {

    private static final Logger LOG = LoggerFactory.getLogger(UnreliableProvider.class);
    private static final Pattern ORDER_ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    private static final List<String> ENVIRONMENTS_THAT_MAY_BE_BROKEN = List.of("dev", "test");

    private final CurrentFailureModes modes;
    private final Lots lots;
    private final Ledger ledger;
    private final boolean breakable;

    private UnreliableProvider(CurrentFailureModes modes, Lots lots, Ledger ledger, boolean breakable) {
        this.modes = modes;
        this.lots = lots;
        this.ledger = ledger;
        this.breakable = breakable;
    }

    /**
     * The provider behind the application that is being put together: its properties checked, its books opened, its answers held.
     *
     * @throws WrongSetting for a property that makes no sense, or books that cannot be kept
     */
    public static UnreliableProvider behind(Assembly assembly) {
        String application = assembly.application();
        FailureModes modes = FailureModes.of(assembly.settings(), application);
        long seed = assembly.settings().optionalNumber(application + ".seed").orElseGet(() -> new SecureRandom().nextLong());
        LOG.info("{} draws its failures with -D{}.seed={}", application, application, seed);
        String books = application + ".data-dir";
        try {
            Ledger ledger = assembly.closeAtStop(Ledger.open(assembly.settings().directory(books), Clock.systemUTC()));
            assembly.servedBy(new PatientHttpEngine());
            return new UnreliableProvider(new CurrentFailureModes(modes), new Lots(seed), ledger,
                    ENVIRONMENTS_THAT_MAY_BE_BROKEN.contains(assembly.environment().name()));
        } catch (IOException e) {
            throw new WrongSetting(books, assembly.settings().text(books), "a directory in which to keep a ledger (" + e.getMessage() + ")");
        }
    }

    /** Judges the call that is the body: the verdict is the next body, for the log line, and the answer waits beside it. */
    public <R extends OrderRequest> Processor deciding(Rule<R> rule) {
        return exchange -> {
            @SuppressWarnings("unchecked")
            Call<R> call = exchange.getMessage().getMandatoryBody(Call.class);
            CurrentFailureModes.Spell spell = modes.spell();
            Fate fate = lots.draw().under(spell.modes());
            Ledger.Entry entry = ledger.enter(call, past -> judged(call, fate, past, rule));
            Reply reply = entry.judgement().reply();
            exchange.setProperty(AnswerTerms.PROPERTY, new AnswerTerms(fate.hold(),
                    fate.hangs() ? spell.over() : new CompletableFuture<>(),
                    fate.losesAnswer(),
                    fared -> ledger.answered(entry.number(), call.orderId(), fared == AnswerTerms.Fared.SENT ? reply.status() : 0,
                            fared == AnswerTerms.Fared.CALLER_HAD_GONE)));
            exchange.getMessage().setBody(new Verdict(call.operation(), entry.judgement().outcome(), reply, fate));
        };
    }

    /** Makes the verdict that is the body the answer. */
    public Processor answering() {
        return exchange -> exchange.getMessage().getMandatoryBody(Verdict.class).reply().answer(exchange);
    }

    /** Answers the books on the whole. */
    public Processor answeringLedger(Function<Ledger, ?> summary) {
        return exchange -> Reply.of(summary.apply(ledger)).answer(exchange);
    }

    /** Answers the books on one order. */
    public Processor answeringLedgerOfOrder(Function<List<LedgerCall>, ?> totals) {
        return exchange -> {
            Request.noted().process(exchange);
            String orderId = exchange.getMessage().getHeader("orderId", "", String.class);
            if (!ORDER_ID.matcher(orderId).matches()) {
                throw new ProblemException(Problem.of(404, "No order has such an id"));
            }
            List<LedgerCall> calls = ledger.ofOrder(orderId);
            Reply.of(LedgerOfOrder.of(orderId, calls, totals.apply(calls))).answer(exchange);
        };
    }

    /** Answers what {@code change} makes of the failure modes; in an environment that nobody may break there are none. */
    Processor answeringModes(Change change) {
        return exchange -> {
            Request.noted().process(exchange);
            if (!breakable) {
                throw new ProblemException(Problem.of(404, "Nothing is served here"));
            }
            FailureModes changed = change.of(modes, exchange);
            Reply.of(changed).answer(exchange);
        };
    }

    /** What a request wants of the failure modes. */
    @FunctionalInterface
    interface Change {

        /** Does it, and answers what holds then. */
        FailureModes of(CurrentFailureModes modes, Exchange request) throws IOException;
    }

    private static <R extends OrderRequest> Ledger.Judgement judged(Call<R> call, Fate fate, Ledger.Past past, Rule<R> rule) {
        if (!fate.isDown() && past.decided().isPresent()) {
            return new Ledger.Judgement(LedgerCall.REPEATED, false, past.decided().get(), false, fate.isLate());
        }
        if (fate.fails()) {
            return new Ledger.Judgement(LedgerCall.FAILED, false, Reply.failure(), false, fate.isLate());
        }
        Decision decision = rule.decide(call.request(), past.number(), fate.refuses(), past.ofOrder());
        return new Ledger.Judgement(decision.outcome(), decision.effect(), decision.reply(), true, fate.isLate());
    }
}
