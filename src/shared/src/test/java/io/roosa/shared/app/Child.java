package io.roosa.shared.app;

/** An application that a test runs as a process of its own. */
public final class Child {

    private Child() {
    }

    /** Tells what it reads as its settings, and stands until it is stopped. */
    public static void main(String... arguments) {
        Application.standing("child-api", "is run by a test", assembly -> {
            for (String key : new String[] {"in-jar", "in-file", "in-d", "in-env"}) {
                System.out.println(key + "=" + assembly.settings().text("child-api." + key));
            }
            assembly.settings().duration("child-api.patience");
        }).run(arguments);
    }
}
