package io.roosa.contracts;

import java.nio.file.Path;

import org.raml.v2.api.model.common.ValidationResult;
import org.raml.v2.internal.impl.commons.model.RamlValidationResult;
import org.raml.yagi.framework.model.NodeModel;
import org.raml.yagi.framework.nodes.KeyValueNode;

/**
 * Says what is wrong with a contract, and in which file and line (counted from 1; 0 where the parser knows none).
 */
record Finding(String file, int line, String message) {

    /** Takes over what the parser says. Its public interface has no line, so its own class is asked. */
    static Finding of(Path contract, ValidationResult result) {
        if (result instanceof RamlValidationResult placed && placed.getStartPosition() != null) {
            var position = placed.getStartPosition();
            var included = position.getIncludedResourceUri();
            var where = included == null ? "" : " (in " + fileName(included, contract) + ")";
            return new Finding(fileName(position.getPath(), contract), position.getLine() + 1, placed.getMessage() + where);
        }
        return new Finding(contract.getFileName().toString(), 0, result.getMessage());
    }

    /** Points at the part of a contract that the parser's model object stands for. */
    static Finding at(Path contract, Object part, String message) {
        var node = ((NodeModel) part).getNode();
        // The node is the value, which begins a line later; its parent begins at the key.
        var position = (node.getParent() instanceof KeyValueNode pair ? pair : node).getStartPosition();
        return new Finding(fileName(position.getPath(), contract), position.getLine() + 1, message);
    }

    private static String fileName(String path, Path contract) {
        return (path == null || path.isEmpty() ? contract : Path.of(path)).getFileName().toString();
    }

    @Override
    public String toString() {
        return file + ":" + line + ": " + message.strip();
    }
}
