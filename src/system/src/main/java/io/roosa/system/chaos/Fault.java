package io.roosa.system.chaos;

import java.time.Duration;

/** Something that goes wrong under the orders' feet, from its beginning until everything it touched serves again. */
interface Fault {

    /** How many orders it should meet, compared with other faults. */
    int weight();

    /** About how long it takes: its orders come evenly over that time. */
    default Duration lasts() {
        return Duration.ofMillis(1500L * weight());
    }

    /** What happens, in a few words. */
    String told();

    /** Lets it happen, and waits until what it touched serves again. */
    void strike(Stage stage);
}
