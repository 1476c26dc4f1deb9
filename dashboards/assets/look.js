// The reader's look: the browser tells the server its system's theme, and keeps what the reader chose, in cookies.
(function () {
  "use strict";

  var root = document.documentElement, system = window.matchMedia("(prefers-color-scheme: dark)");

  function keep(name, value) {
    document.cookie = name + "=" + value + "; path=/; max-age=31536000; samesite=lax";
  }

  function scheme() { keep("scheme", system.matches ? "dark" : "light"); }

  // Charts are coloured by the server: a page whose colours change is asked for anew.
  scheme();
  system.addEventListener("change", function () {
    scheme();
    if (root.dataset.theme === "system") window.location.reload();
  });

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-print]")) { window.print(); return; }
    var button = event.target.closest("[data-look]");
    if (!button) return;
    var parts = button.dataset.look.split("=");
    keep(parts[0], parts[1]);
    window.location.reload();
  });

  // On paper a chart is as wide as its panel there: what was drawn for the screen is scaled as a picture. A dark page
  // is printed light: its charts are turned round in lightness, hue for hue.
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll(".js-plotly-plot .main-svg").forEach(function (drawn) {
      drawn.setAttribute("viewBox", "0 0 " + drawn.getAttribute("width") + " " + drawn.getAttribute("height"));
    });
    var dark = getComputedStyle(root).colorScheme === "dark";
    root.classList.toggle("from-dark", dark || root.dataset.theme === "dark");
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll(".js-plotly-plot .main-svg").forEach(function (drawn) { drawn.removeAttribute("viewBox"); });
  });

  document.addEventListener("toggle", function (event) {
    if (!event.target.matches || !event.target.matches(".menu")) return;
    event.target.querySelectorAll("[data-look]").forEach(function (button) {
      var parts = button.dataset.look.split("=");
      button.setAttribute("aria-pressed", String(root.dataset[parts[0]] === parts[1]));
    });
  }, true);
})();
