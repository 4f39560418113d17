package io.roosa.shared.http;

/** Ends a route with a problem as its answer. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /** @param problem what the client is told */
    public ProblemException(Problem problem) {
        super(problem.status() + " " + problem.detail());
        this.problem = problem;
    }

    /** What the client is told. */
    public Problem problem() {
        return problem;
    }
}
