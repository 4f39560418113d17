package io.roosa.contracts;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Tells every finding in a contract at once, one to a line, so that all can be mended in one go.
 */
final class InvalidContract extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidContract(List<Finding> findings) {
        super(findings.stream().map(Finding::toString).collect(Collectors.joining(System.lineSeparator())));
    }
}
