// Draws each canvas[data-chart] from the data beside it, in the colours of the theme. Loaded by pages with a chart.
(() => {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const drawn = [];

  const draw = (canvas) => {
    const data = JSON.parse(document.getElementById(canvas.dataset.chart).textContent);
    const paint = (place) => (data.colours === "ageing" && data.stacked ? colour(`--rp-age-${Math.min(place + 1, 4)}`) : data.colours === "ageing" ? data.labels.map((_, i) => colour(`--rp-age-${Math.min(i, 4)}`)) : colour(`--rp-series-${place + 1}`));
    const line = data.kind === "line";
    const number = new Intl.NumberFormat(data.language, { notation: "compact" });
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    drawn.push(new Chart(canvas, {
      type: data.kind,
      data: {
        labels: data.labels,
        datasets: data.series.map((series, place) => ({
          label: series.name, data: series.values, backgroundColor: line ? "transparent" : paint(place), borderColor: paint(place),
          borderRadius: line ? 0 : 3, borderWidth: line ? 2 : 0, pointRadius: line ? 2 : 0, maxBarThickness: 56,
        })),
      },
      options: {
        responsive: true, maintainAspectRatio: false, animation: false, locale: data.language,
        plugins: {
          legend: { display: data.series.length > 1, labels: { color: colour("--rp-ink-2"), boxWidth: 12 } },
          tooltip: { callbacks: { label: (tip) => `${tip.dataset.label}: ${data.series[tip.datasetIndex].tips[tip.dataIndex]}` } },
        },
        scales: {
          x: { stacked: data.stacked, grid: { display: false }, ticks: { color: colour("--rp-ink-3") }, border: { color: colour("--rp-line-2") } },
          y: { stacked: data.stacked, beginAtZero: true, grid: { color: colour("--rp-line") }, ticks: { color: colour("--rp-ink-3"), maxTicksLimit: 6, callback: (value) => number.format(value) }, border: { display: false } },
        },
      },
    }));
  };

  const all = () => { drawn.splice(0).forEach((chart) => chart.destroy()); document.querySelectorAll("canvas[data-chart]").forEach(draw); };
  new MutationObserver(all).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
  all();
})();
