// By keys alone: the dialog holds the focus, arrows walk through the months, a chart opens as a table.
(function () {
  "use strict";

  function shown(node) { return Array.from(node.querySelectorAll("a[href], button, summary, select, input")).filter(function (each) { return each.offsetParent; }); }

  // The side panel is a dialog: Tab goes round inside it.
  function stay(event, side) {
    var stops = shown(side), first = stops[0], last = stops[stops.length - 1], at = document.activeElement;
    if (event.shiftKey ? at === first || !side.contains(at) : at === last || !side.contains(at)) {
      event.preventDefault();
      (event.shiftKey ? last : first).focus();
    }
  }

  // A sheet of choices is walked with arrows; up and down keep the column, as from one year to another.
  function walk(event, sheet) {
    var stops = shown(sheet), at = document.activeElement, here = stops.indexOf(at), box = at.getBoundingClientRect(), next;
    if (event.key === "ArrowRight") next = stops[here + 1];
    if (event.key === "ArrowLeft") next = stops[here - 1];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      var down = event.key === "ArrowDown", rows = stops.filter(function (each) {
        var other = each.getBoundingClientRect();
        return (down ? other.top > box.top + 2 : other.top < box.top - 2) && (here < 0 || Math.abs(other.left - box.left) < box.width);
      });
      next = down ? rows[0] : rows[rows.length - 1];
    }
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  document.addEventListener("keydown", function (event) {
    var side = document.querySelector(".panel-side"), menu = event.target.closest ? event.target.closest(".months[open]") : null;
    if (event.key === "Tab" && side) stay(event, side);
    if (menu && /^Arrow/.test(event.key)) walk(event, menu);
  });

  // Where the page changes under the keyboard, the reader goes on at its beginning, not at the end of the last one.
  var path = window.location.pathname;
  new MutationObserver(function () {
    if (window.location.pathname === path) return;
    var main = document.getElementById("main");
    if (!main) return;
    path = window.location.pathname;
    if (document.activeElement === document.body) main.focus({ preventScroll: true });
  }).observe(document.documentElement, { childList: true, subtree: true });

  // A chart as a table, made from what it shows when pointed at: the same words and numbers.
  function plain(html) { return (html || "").replace(/<[^>]+>/g, " ").replace(/\s+/g, " ").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&").trim(); }

  function cells(trace, into, columns) {
    if (trace.meta === "aim" || trace.visible === false) return;
    if (trace.fill === "toself") {
      if (!trace.text) return;
      var parts = trace.text.split(/<b>|<\/b>/);
      into.push(Object.assign([plain(parts[0]), plain(parts[1]) + " " + plain(parts[2])], { key: trace.meta }));
      return;
    }
    if (!trace.customdata) return;
    var name = trace.name || "", labels = trace.orientation === "h" ? trace.y : trace.x;
    if (columns.indexOf(name) < 0) columns.push(name);
    trace.customdata.forEach(function (told, at) {
      var pair = Array.isArray(told) && told.length > 1, label = pair ? plain(told[0]) : String(labels[at]);
      var row = into.find(function (each) { return each[0] === label; });
      if (!row) into.push(row = [label]);
      row[columns.indexOf(name) + 1] = plain(String(pair ? told[1] : told));
      if (trace.ids) row.key = trace.ids[at];
      row.order = trace.orientation === "h" ? into.length : labels[at];
    });
  }

  function element(tag, words, kind) {
    var made = document.createElement(tag);
    if (words) made.textContent = words;
    if (kind) made.className = kind;
    return made;
  }

  function table(graph) {
    var rows = [], columns = [], click = graph.closest("[data-click]");
    graph.data.forEach(function (trace) { cells(trace, rows, columns); });
    if (columns.length) rows.sort(function (one, other) { return one.order < other.order ? 1 : -1; });
    var made = element("table"), head = made.createTHead().insertRow(), body = made.createTBody();
    if (columns.some(Boolean)) [""].concat(columns).forEach(function (name, at) { head.appendChild(element("th", name, at ? "n" : "")); });
    else made.deleteTHead();
    rows.forEach(function (row) {
      var line = body.insertRow();
      for (var at = 0; at <= Math.max(1, columns.length); at += 1) {
        var cell = line.appendChild(element("td", "", at ? "n" : ""));
        if (at || !click || typeof row.key !== "string") { cell.textContent = row[at] || ""; continue; }
        var link = cell.appendChild(element("a", row[0]));
        link.href = row.key.charAt(0) === "/" ? row.key : click.dataset.click.replace("{key}", encodeURIComponent(row.key));
      }
    });
    return made;
  }

  function close(button) {
    var open = button.closest(".panel").querySelector(".rows");
    if (open) open.remove();
    button.setAttribute("aria-expanded", "false");
    return Boolean(open);
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-rows]");
    if (!button || close(button)) return;
    var graph = document.querySelector("#" + CSS.escape(button.dataset.rows) + " .js-plotly-plot");
    if (!graph) return;
    var holder = element("div", "", "scroll rows");
    holder.tabIndex = 0;
    holder.setAttribute("role", "region");
    holder.setAttribute("aria-label", button.title);
    holder.appendChild(table(graph));
    graph.closest(".chart").after(holder);
    button.setAttribute("aria-expanded", "true");
    holder.focus({ preventScroll: true });
  });

  ["popstate", "_dashprivate_pushstate"].forEach(function (name) {
    window.addEventListener(name, function () { document.querySelectorAll("[data-rows][aria-expanded=true]").forEach(close); });
  });
})();
