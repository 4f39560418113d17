package io.roosa.inventory;

import io.roosa.failuremodes.ErrorPolicy;
import io.roosa.failuremodes.GetFailureModesRoute;
import io.roosa.failuremodes.ResetFailureModesRoute;
import io.roosa.failuremodes.SetFailureModesRoute;
import io.roosa.failuremodes.UnreliableProvider;
import io.roosa.shared.app.Application;

/** Says whether what an order asks for can be had: a mock of a warehouse that fails, dawdles and hangs by property. */
public final class InventorySysApi {

    private InventorySysApi() {
    }

    /** Runs it as a process. */
    public static void main(String... arguments) {
        application().run(arguments);
    }

    /** The application, not yet started. */
    public static Application application() {
        return Application.serving("inventory-sys-api", "says whether what is ordered can be had", assembly -> {
            UnreliableProvider provider = UnreliableProvider.behind(assembly);
            assembly.routes(
                    new ErrorPolicy(),
                    new InventoryDoor(),
                    new CheckInventoryRoute(provider),
                    new GetInventoryLedgerRoute(provider),
                    new GetInventoryLedgerOfOrderRoute(provider),
                    new GetFailureModesRoute(provider),
                    new SetFailureModesRoute(provider),
                    new ResetFailureModesRoute(provider));
        });
    }
}
