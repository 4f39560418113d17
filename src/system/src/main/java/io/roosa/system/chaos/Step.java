package io.roosa.system.chaos;

import org.apache.camel.NamedNode;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.ToDefinition;

/** Names a step of the applications' routes, so that it can be found without the applications knowing of it. */
final class Step {

    private Step() {
    }

    /** Its id where it has one of its own; {@code bean.method} for a bean, the address for a call, {@code route/kind} for the rest. */
    static String name(NamedNode node) {
        if (node instanceof OptionalIdentifiedDefinition<?> identified && identified.hasCustomIdAssigned()) {
            return node.getId();
        }
        if (node instanceof BeanDefinition bean) {
            return bean.getRef() + "." + bean.getMethod();
        }
        if (node instanceof ToDefinition to) {
            return to.getUri();
        }
        return route(node) + "/" + node.getShortName();
    }

    private static String route(NamedNode node) {
        NamedNode root = node;
        while (root.getParent() != null) {
            root = root.getParent();
        }
        return String.valueOf(root.getId());
    }
}
