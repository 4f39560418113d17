package io.roosa.jbang;

import org.apache.camel.dsl.jbang.core.commands.CamelJBangMain;

/** Runs one file of this folder for an order to be tried on, as the {@code camel} command does, where JBang is not at hand. */
public final class QuickTrial {

    private QuickTrial() {
    }

    /** Takes what the {@code camel} command takes, such as {@code run jbang/PaymentSysApi.java --port=8084}. */
    public static void main(String... arguments) {
        CamelJBangMain.run(arguments);
    }
}
