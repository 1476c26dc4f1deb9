// The wall: fits the page to the screen, turns its leaves, shows the clock, and waits out a lost connection.
(function () {
  "use strict";

  var ACROSS = 1600, HOUR = 3600000, BLOCKS = ".leaves .lead, .leaves .cards, .leaves .lights, .leaves .facts, .leaves .tiles, .leaves .panel";
  var main = null, tops = [0], leaf = 0, since = 0, asking = false, lost = false, born = Date.now(), clock = null, notice = null;

  function beside(kind) {
    var made = document.createElement("div");
    made.className = kind;
    document.body.appendChild(made);
    return made;
  }

  // The page is drawn as on a desk and enlarged: letters of 14 pixels are 34 on a screen of 3840.
  function fit() {
    var factor = window.innerWidth / ACROSS;
    document.documentElement.style.setProperty("--wall", factor);
    document.documentElement.style.setProperty("--wall-height", window.innerHeight / factor + "px");
  }

  function blocks(leaves) {
    var top = leaves.offsetTop;
    return Array.from(document.querySelectorAll(BLOCKS)).filter(function (each) { return !each.parentElement.closest(".panel, .facts") && each.offsetHeight; }).map(function (each) {
      for (var at = each, y = 0; at && at !== leaves.offsetParent; at = at.offsetParent) y += at.offsetTop;
      return { node: each, top: y - top, bottom: y - top + each.offsetHeight };
    });
  }

  // Cards take what the first leaf would leave empty below them: the courses on them grow.
  function fill(leaves, room) {
    var cards = leaves.querySelector(".cards");
    if (!cards) return;
    cards.style.minHeight = "";
    var held = blocks(leaves).filter(function (each) { return each.bottom <= room; });
    if (!held.some(function (each) { return each.node === cards; })) return;
    cards.style.minHeight = cards.offsetHeight + room - Math.max.apply(null, held.map(function (each) { return each.bottom; })) + "px";
  }

  // A leaf begins where the first block stands that the leaf before could not hold: nothing is cut through.
  function measure() {
    var leaves = main.querySelector(".leaves"), room = parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--wall-height")) - leaves.offsetTop - 16;
    fill(leaves, room);
    var found = blocks(leaves), from = 0;
    tops = [0];
    while (tops.length < 6) {
      var rest = found.filter(function (each) { return each.bottom > from + room && each.top > from; });
      if (!rest.length) break;
      from = Math.min.apply(null, rest.map(function (each) { return each.top; }));
      tops.push(from);
    }
    return { leaves: leaves, found: found, room: room };
  }

  function show() {
    var seen = measure();
    leaf = Math.min(leaf, tops.length - 1);
    var top = tops[leaf];
    seen.leaves.style.transform = "translateY(" + -top + "px)";
    seen.found.forEach(function (each) {
      var whole = each.top >= top - 1 && (each.bottom <= top + seen.room + 1 || each.top < top + 1);
      each.node.style.visibility = whole ? "" : "hidden";
    });
  }

  function next() {
    if (leaf + 1 < tops.length) { leaf += 1; since = Date.now(); show(); return; }
    if (asking) return;
    asking = true;
    var at = (parseInt(new URLSearchParams(window.location.search).get("at") || "0", 10) + 1) % parseInt(main.dataset.pages, 10);
    var address = main.dataset.wall + "&at=" + at;
    fetch(address, { method: "HEAD", cache: "no-store" }).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status);
      lost = false;
      if (answer.redirected || Date.now() - born > HOUR) { window.location.href = address; return; }
      since = Date.now();
      window.history.replaceState({}, "", address);
      window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    }).catch(function () { lost = true; since = Date.now() - 1000 * Math.max(0, main.dataset.seconds - 5); })
      .finally(function () { asking = false; });
  }

  function tick() {
    var found = document.querySelector("main[data-wall]");
    if (!found) { if (clock) { clock.remove(); notice.remove(); clock = notice = null; } main = null; return; }
    if (!clock) { clock = beside("wall-clock"); notice = beside("wall-lost"); notice.setAttribute("role", "status"); fit(); }
    if (main !== found || main.dataset.shown !== main.dataset.at) {
      main = found;
      main.dataset.shown = main.dataset.at;
      leaf = 0;
      since = Date.now();
    }
    var now = new Date(), chinese = main.dataset.language === "zh";
    var day = now.toLocaleDateString(chinese ? "zh-CN" : "en-GB", { month: "long", day: "numeric", weekday: "long" });
    clock.replaceChildren(Object.assign(document.createElement("b"), { textContent: now.toTimeString().slice(0, 5) }), day);
    notice.textContent = lost ? main.dataset.lost : "";
    show();
    if (now - since >= 1000 * main.dataset.seconds) next();
  }

  window.addEventListener("resize", fit);
  setInterval(tick, 500);
})();
