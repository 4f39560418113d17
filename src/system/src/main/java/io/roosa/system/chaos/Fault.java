package io.roosa.system.chaos;

/** Something that goes wrong under the orders' feet, from its beginning until everything it touched serves again. */
interface Fault {

    /** How many orders it should meet, compared with other faults. */
    int weight();

    /** What happens, in a few words. */
    String told();

    /** Lets it happen, and waits until what it touched serves again. */
    void strike(Stage stage);
}
