// The first screen came with the document. Its charts are drawn, those in sight first; then Dash is fetched, which
// draws every later one. Who goes on before it is there goes on as soon as it is.
(function () {
  "use strict";

  var held = document.getElementById("figures"), figures = held ? JSON.parse(held.textContent) : {};
  var late = Array.from(document.querySelectorAll("script[type=late][src]")), asked = false;

  function fetchDash() {
    if (asked) return;
    asked = true;
    late.forEach(function (each, at) {
      var script = document.createElement("script");
      script.src = each.src;
      script.async = false;
      if (at === late.length - 1) script.onload = function () { window.renderer = new window.DashRenderer(); };
      document.body.appendChild(script);
    });
  }

  window.jingwei = { fetchDash: fetchDash };

  function draw(holder) {
    var figure = figures[holder.id], layout = Object.assign({}, figure.layout, { autosize: true });
    delete layout.height;
    holder.firstChild.style.height = "100%";
    return window.Plotly.newPlot(holder.firstChild, figure.data, layout, Object.assign({ responsive: true }, figure.config));
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

  document.addEventListener("DOMContentLoaded", next);
})();
