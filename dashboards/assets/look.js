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
    var button = event.target.closest("[data-look]");
    if (!button) return;
    var parts = button.dataset.look.split("=");
    keep(parts[0], parts[1]);
    window.location.reload();
  });

  document.addEventListener("toggle", function (event) {
    if (!event.target.matches || !event.target.matches(".menu")) return;
    event.target.querySelectorAll("[data-look]").forEach(function (button) {
      var parts = button.dataset.look.split("=");
      button.setAttribute("aria-pressed", String(root.dataset[parts[0]] === parts[1]));
    });
  }, true);
})();
