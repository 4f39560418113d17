package io.roosa.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler;

/** The figures of a growth trial as three small pictures side by side. @param figures of which a part may be missing */
record GrowthPlot(Growth.Figures figures) {

    private static final int WIDTH = 460;
    private static final int HEIGHT = 400;

    /** Writes it as a PNG. */
    void draw(Path file) throws IOException {
        System.setProperty("java.awt.headless", "true");
        List<Chart<?, ?>> charts = new ArrayList<>();
        if (!figures.finished().isEmpty()) {
            charts.add(stacked("CPU seconds for 1,000 orders", "finished orders in the store",
                    figures.finished().stream().map(one -> thousands(one.finished())).toList(), figures.finished().stream().map(Growth.Kept::processes).toList()));
        }
        if (!figures.resume().isEmpty()) {
            charts.add(resumed());
        }
        if (!figures.copies().isEmpty()) {
            charts.add(stacked("CPU seconds for 1,000 orders of a backlog", "copies of order-proc-api (shipped a second)",
                    figures.copies().stream().map(one -> one.copies() + " (" + Math.round(one.perSecond()) + ")").toList(),
                    figures.copies().stream().map(Growth.Resumed::processes).toList()));
        }
        BitmapEncoder.saveBitmap(charts, 1, charts.size(), file.toString(), BitmapEncoder.BitmapFormat.PNG);
    }

    private static CategoryChart stacked(String title, String along, List<String> at, List<Map<String, Double>> shares) {
        CategoryChart chart = new CategoryChartBuilder().width(WIDTH).height(HEIGHT).title(title).xAxisTitle(along).build();
        chart.getStyler().setStacked(true).setLegendPosition(Styler.LegendPosition.OutsideS);
        chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal).setChartBackgroundColor(java.awt.Color.WHITE);
        TreeSet<String> names = new TreeSet<>();
        shares.forEach(share -> names.addAll(share.keySet()));
        for (String name : names) {
            chart.addSeries(name, at, shares.stream().map(share -> share.getOrDefault(name, 0.0)).toList());
        }
        return chart;
    }

    private XYChart resumed() {
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title("Seconds from the start of a fresh copy").xAxisTitle("orders in flight that a dead copy left").build();
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true).setLegendPosition(Styler.LegendPosition.InsideSE).setChartBackgroundColor(java.awt.Color.WHITE);
        chart.getStyler().setXAxisDecimalPattern("#,##0").setYAxisDecimalPattern("#,##0").setYAxisMin(1.0);
        line(chart, "to the first call", Growth.Resumed::firstCalled);
        line(chart, "to the first shipped", Growth.Resumed::firstShipped);
        line(chart, "to the last shipped", Growth.Resumed::lastShipped);
        return chart;
    }

    /** Of those that came to it. */
    private void line(XYChart chart, String name, ToDoubleFunction<Growth.Resumed> seconds) {
        List<Growth.Resumed> there = figures.resume().stream().filter(one -> seconds.applyAsDouble(one) > 0).toList();
        if (!there.isEmpty()) {
            chart.addSeries(name, there.stream().mapToDouble(Growth.Resumed::inFlight).toArray(), there.stream().mapToDouble(seconds).toArray());
        }
    }

    private static String thousands(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
