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

    /** What it takes that not every machine gives. */
    default Needs needs() {
        return Needs.NOTHING;
    }

    /** What happens, in a few words. */
    String told();

    /** Lets it happen, and waits until what it touched serves again. */
    void strike(Stage stage);

    /** What a fault takes that not every machine gives, from the least to the most. */
    enum Needs {
        NOTHING, A_DISK_OF_ITS_OWN, A_DISK_THAT_LOSES_POWER
    }
}
