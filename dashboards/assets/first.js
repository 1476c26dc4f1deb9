// The first screen came with the document. Its charts are sketched at once; once that is painted plotly is fetched and
// draws them, those in sight first; then Dash is fetched, which draws every later one. Who goes on before it is there
// goes on as soon as it is.
(function () {
  "use strict";

  var held = document.getElementById("figures"), figures = held ? JSON.parse(held.textContent) : {};
  var late = Array.from(document.querySelectorAll("script[type=late][src]")), asked = false;
  var sketches = {};

  function fetched(source, ready) {
    var script = document.createElement("script");
    script.src = source;
    script.async = false;
    if (ready) script.onload = ready;
    document.body.appendChild(script);
  }

  // Scripts run in the order in which they were asked for: Dash would fetch a plotly of its own, were there none yet.
  var plotly = document.querySelector("script[type=plotly]");
  function fetchPlotly(ready) {
    if (plotly) fetched(plotly.src, ready); else if (ready) ready();
    plotly = null;
  }

  function fetchDash() {
    if (asked) return;
    asked = true;
    fetchPlotly();
    late.forEach(function (each, at) {
      fetched(each.src, at === late.length - 1 && function () { window.renderer = new window.DashRenderer(); });
    });
  }

  window.jingwei.fetchDash = fetchDash;

  function draw(holder) {
    var figure = figures[holder.id], layout = Object.assign({}, figure.layout, { autosize: true });
    delete layout.height;
    holder.firstChild.style.height = "100%";
    window.Plotly.newPlot(holder.firstChild, figure.data, layout, Object.assign({ responsive: true }, figure.config));
    if (sketches[holder.id]) sketches[holder.id].remove();
  }

  function far(holder) {
    var box = holder.getBoundingClientRect();
    return Math.max(0, box.top - window.innerHeight, -box.bottom);
  }

  var waiting = Array.from(document.querySelectorAll("#first .dash-graph")).sort(function (one, other) { return far(one) - far(other); });
  function next() {
    var holder = waiting.shift();
    if (!holder) { fetchDash(); return; }
    if (holder.isConnected) draw(holder);
    setTimeout(next, 0);
  }

  function painted(then) {
    var done = false, once = function () { if (!done) { done = true; then(); } };
    requestAnimationFrame(function () { setTimeout(once, 0); });
    setTimeout(once, document.hidden ? 0 : 5000); // a page in the background is not painted
  }

  waiting.forEach(function (holder) {
    try { if (far(holder) <= window.innerHeight) sketches[holder.id] = window.jingwei.sketch(holder, figures[holder.id]); } catch (unknown) { /* left to plotly */ }
  });
  painted(function () { fetchPlotly(next); });
})();
