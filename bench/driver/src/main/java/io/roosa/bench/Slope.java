package io.roosa.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * How steadily something grew: the median of the slopes between each two of its values (Theil and Sen), which a few values that stand
 * out, such as a pause of the collector, do not move.
 *
 * @param perStep what it grew by from one value to the next
 * @param median the median of its values
 * @param steps from the first value to the last
 */
record Slope(double perStep, double median, int steps) {

    /** Of values taken at even intervals. @throws IllegalArgumentException where there are fewer than two */
    static Slope of(List<Double> values) {
        if (values.size() < 2) {
            throw new IllegalArgumentException("a slope needs two values, not " + values.size());
        }
        List<Double> slopes = new ArrayList<>();
        for (int from = 0; from < values.size(); from++) {
            for (int to = from + 1; to < values.size(); to++) {
                slopes.add((values.get(to) - values.get(from)) / (to - from));
            }
        }
        return new Slope(median(slopes), median(values), values.size() - 1);
    }

    /** What it grew by in all, were it a line. */
    double grown() {
        return perStep * steps;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
