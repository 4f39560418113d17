package io.roosa.shared.app;

/** Says in a few lines why an application did not start. */
public final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartFailure(String application, Throwable cause) {
        super(application + " cannot start: " + rootMessage(cause), cause);
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && !(root instanceof WrongSetting)) {
            root = root.getCause();
        }
        return root instanceof WrongSetting ? root.getMessage() : root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
