package io.roosa.contracts;

import java.nio.file.Path;

import org.raml.v2.api.model.common.ValidationResult;
import org.raml.v2.internal.impl.commons.model.RamlValidationResult;
import org.raml.yagi.framework.model.NodeModel;

/**
 * Says what is wrong with a contract, and in which file and line (counted from 1; 0 where the parser knows none).
 */
record Finding(String file, int line, String message) {

    /** Takes over what the parser says. Its public interface has no line, so its own class is asked. */
    static Finding of(Path contract, ValidationResult result) {
        if (result instanceof RamlValidationResult placed && placed.getStartPosition() != null) {
            var position = placed.getStartPosition();
            return new Finding(fileName(position.getPath(), contract), position.getLine() + 1, placed.getMessage());
        }
        return new Finding(contract.getFileName().toString(), 0, result.getMessage());
    }

    /** Points at the part of a contract that the parser's model object stands for. */
    static Finding at(Path contract, Object part, String message) {
        var position = ((NodeModel) part).getNode().getStartPosition();
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
