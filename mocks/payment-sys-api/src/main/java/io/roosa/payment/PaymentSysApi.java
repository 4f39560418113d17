package io.roosa.payment;

import io.roosa.failuremodes.ErrorPolicy;
import io.roosa.failuremodes.GetFailureModesRoute;
import io.roosa.failuremodes.ResetFailureModesRoute;
import io.roosa.failuremodes.SetFailureModesRoute;
import io.roosa.failuremodes.UnreliableProvider;
import io.roosa.shared.app.Application;

/** Takes an order's money once, and gives it back: a mock of a payment provider that fails, dawdles and hangs by property. */
public final class PaymentSysApi {

    private PaymentSysApi() {
    }

    /** Runs it as a process. */
    public static void main(String... arguments) {
        application().run(arguments);
    }

    /** The application, not yet started. */
    public static Application application() {
        return Application.serving("payment-sys-api", "takes an order's money once, and gives it back", assembly -> {
            UnreliableProvider provider = UnreliableProvider.behind(assembly);
            assembly.routes(
                    new ErrorPolicy(),
                    new PaymentDoor(),
                    new ChargePaymentRoute(provider),
                    new ReversePaymentRoute(provider),
                    new GetPaymentLedgerRoute(provider),
                    new GetPaymentLedgerOfOrderRoute(provider),
                    new GetFailureModesRoute(provider),
                    new SetFailureModesRoute(provider),
                    new ResetFailureModesRoute(provider));
        });
    }
}
