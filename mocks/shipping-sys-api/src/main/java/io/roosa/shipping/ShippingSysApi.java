package io.roosa.shipping;

import io.roosa.failuremodes.ErrorPolicy;
import io.roosa.failuremodes.GetFailureModesRoute;
import io.roosa.failuremodes.ResetFailureModesRoute;
import io.roosa.failuremodes.SetFailureModesRoute;
import io.roosa.failuremodes.UnreliableProvider;
import io.roosa.shared.app.Application;

/** Brings an order to its address: a mock of a carrier that fails, dawdles and hangs by property. */
public final class ShippingSysApi {

    private ShippingSysApi() {
    }

    /** Runs it as a process. */
    public static void main(String... arguments) {
        application().run(arguments);
    }

    /** The application, not yet started. */
    public static Application application() {
        return Application.serving("shipping-sys-api", "brings an order to its address", assembly -> {
            UnreliableProvider provider = UnreliableProvider.behind(assembly);
            assembly.routes(
                    new ErrorPolicy(),
                    new ShippingDoor(),
                    new CreateShipmentRoute(provider),
                    new GetShippingLedgerRoute(provider),
                    new GetShippingLedgerOfOrderRoute(provider),
                    new GetFailureModesRoute(provider),
                    new SetFailureModesRoute(provider),
                    new ResetFailureModesRoute(provider));
        });
    }
}
