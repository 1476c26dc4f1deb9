// What the pages do without asking the server: follow a chosen entry, follow a click on a chart, save a picture.
(function () {
  "use strict";

  var first = document.getElementById("first");

  // The first screen was drawn without Dash, which is on its way: it is told at its first question what is shown
  // already, and the screen stays until there is another one.
  function shows(question) {
    var asked = JSON.parse(question);
    (asked.state || []).forEach(function (each) { if (each.id === "shown" && !each.value) each.value = first.dataset.shown || null; });
    return JSON.stringify(asked);
  }

  // What the keyboard can stop at, of the kind of one of them: other kinds come and go with the month.
  function stops(part, like) {
    return Array.from(part.querySelectorAll("a, button, summary, select, input")).filter(function (each) { return each.tagName === like.tagName && each.type === like.type; });
  }

  function makeWay() {
    var frame = document.getElementById("frame"), focus = document.activeElement, at = first ? stops(first, focus).indexOf(focus) : -1;
    if (!first || !frame || !frame.childElementCount) return;
    first.remove();
    first = null;
    if (at >= 0 && stops(frame, focus)[at]) stops(frame, focus)[at].focus({ preventScroll: true });
  }

  var wanted = null;
  function go(address, instead) {
    if (!document.getElementById("frame")) {
      wanted = address;
      window.jingwei.fetchDash();
      return;
    }
    if (instead) window.history.replaceState({}, "", address); else window.history.pushState({}, "", address);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    if (!instead && !/[?&]why=/.test(address)) window.scrollTo(0, 0);
  }

  document.addEventListener("change", function (event) {
    var list = event.target;
    if (list.matches("select[data-go]")) go(list.value ? list.dataset.go.replace("KEY", encodeURIComponent(list.value)) : list.dataset.free);
  });

  // A link for each month there is, a row for each year: two hundred and more, written when the sheet is opened.
  document.addEventListener("toggle", function (event) {
    var sheet = event.target.open && event.target.querySelector(".sheet[data-month]");
    if (!sheet || sheet.firstChild) return;
    var about = sheet.dataset;
    for (var year = parseInt(about.last, 10); year >= parseInt(about.first, 10); year -= 1) {
      var row = sheet.appendChild(document.createElement("div"));
      row.className = "year";
      row.appendChild(document.createElement("b")).textContent = year;
      for (var at = 1; at <= 12; at += 1) {
        var month = year + "-" + (at < 10 ? "0" : "") + at, there = month >= about.first && month <= about.last;
        var cell = row.appendChild(document.createElement(there ? "a" : "span"));
        cell.textContent = at;
        if (!there) continue;
        cell.className = month === about.chosen ? "m on" : "m";
        cell.href = month === about.last ? about.latest : about.month.replace("KEY", month);
      }
    }
  }, true);

  // Links the server did not write as its own are followed without leaving the page all the same.
  document.addEventListener("click", function (event) {
    var link = event.target.closest(".sheet .m, .rows a, #first a[data-inside]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    go(link.getAttribute("href"));
  });

  // The slider of time: its words follow the hand, the page follows when the hand rests; arrow keys move it too.
  function at(slide) {
    var first = slide.dataset.first.split("-"), months = parseInt(first[0], 10) * 12 + parseInt(first[1], 10) - 1;
    months += slide.dataset.step * slide.querySelector("input").value;
    return { year: Math.floor(months / 12), month: months % 12 + 1 };
  }

  function spoken(slide) {
    var when = at(slide), yearly = slide.dataset.step === "12", chinese = document.documentElement.lang !== "en";
    if (yearly) return chinese ? when.year + "年" : String(when.year);
    return chinese ? when.year + "年" + when.month + "月" : new Date(when.year, when.month - 1, 1).toLocaleDateString("en-GB", { month: "short", year: "numeric" });
  }

  // A slider follows the address, but not while a hand is on it.
  function slider(slide) {
    var input = slide.querySelector("input") || slide.querySelector(".slide").appendChild(Object.assign(document.createElement("input"), { type: "range", min: 0, step: 1 }));
    if (rests || slide.dataset.set === slide.dataset.at) return;
    input.max = slide.dataset.steps;
    input.value = slide.dataset.set = slide.dataset.at;
    input.setAttribute("aria-valuetext", spoken(slide));
  }

  var rests = 0;
  document.addEventListener("input", function (event) {
    var slide = event.target.closest("[data-slide]");
    if (!slide) return;
    event.target.setAttribute("aria-valuetext", slide.querySelector("output").textContent = spoken(slide));
    clearTimeout(rests);
    rests = setTimeout(function () {
      var when = at(slide), last = event.target.value === event.target.max;
      var address = last ? slide.dataset.now : slide.dataset.slide.replace("0000-00", when.year + "-" + String(when.month).padStart(2, "0"));
      rests = 0;
      slide.dataset.set = "";
      if (address !== window.location.pathname + window.location.search) go(address, true);
    }, 250);
  });

  // The slider of an assumption: its number follows the hand, the whole page is reckoned anew when the hand rests.
  function knob(part) {
    var input = part.querySelector("input") || part.querySelector(".slide").appendChild(Object.assign(document.createElement("input"), { type: "range" })), about = part.dataset;
    if (rests || about.set === about.at + about.knob) return;
    Object.assign(input, { min: about.least, max: about.most, step: about.step, value: about.at });
    input.setAttribute("aria-valuetext", part.querySelector("output").textContent);
    about.set = about.at + about.knob;
  }

  document.addEventListener("input", function (event) {
    var part = event.target.closest("[data-knob]"), input = event.target;
    if (!part) return;
    input.setAttribute("aria-valuetext", part.querySelector("output").textContent = Number(input.value).toLocaleString("en"));
    clearTimeout(rests);
    rests = setTimeout(function () {
      rests = 0;
      go(part.dataset.knob.replace("KEY", input.value), true);
    }, 250);
  });

  document.addEventListener("submit", function (event) {
    var form = event.target.closest("form[data-find]");
    if (!form) return;
    event.preventDefault();
    var address = form.dataset.find, words = form.querySelector("input").value.trim();
    go(words ? address + (address.indexOf("?") < 0 ? "?" : "&") + "q=" + encodeURIComponent(words) : address);
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    var open = document.querySelector(".months[open]"), close = document.querySelector(".panel-side .close");
    if (open) { open.open = false; open.querySelector("summary").focus(); } else if (close) close.click();
  });

  document.addEventListener("click", function (event) {
    document.querySelectorAll(".months[open]").forEach(function (open) {
      if (!open.contains(event.target) || event.target.matches(".sheet a")) open.open = false;
    });
    var button = event.target.closest("[data-png]");
    if (button) savePicture(JSON.parse(button.dataset.png));
  });

  // A session that ended on the server: the sign-in page takes over instead of a page that no longer answers.
  var ask = window.fetch;
  window.fetch = function (address, options) {
    if (first && options && typeof options.body === "string") options = Object.assign({}, options, { body: shows(options.body) });
    return ask.call(window, address, options).then(function (answer) {
      if (answer.status === 401) window.location.reload();
      tell(answer.status >= 500);
      return answer;
    }, function (error) {
      tell(true);
      throw error;
    });
  };

  // While the server does not answer, the page stays as it was and says so; the wall has its own words.
  var told = null;
  function tell(lost) {
    if (!told) { told = document.createElement("div"); told.setAttribute("role", "alert"); told.className = "lost"; }
    if (!told.isConnected) document.body.appendChild(told);
    var chinese = document.documentElement.lang !== "en", wall = document.querySelector("main[data-wall]");
    told.textContent = !lost || wall ? "" : chinese
      ? "服务器没有回答，页面停在原处。请稍后再点一次；仍不行，请找运维人员。"
      : "The server does not answer and the page stays as it was. Click again in a moment; if it persists, ask the operators.";
  }

  function listen(graph) {
    var panel = graph.closest("[data-click]");
    if (!panel || graph.dataset.listening || !graph.on) return;
    graph.dataset.listening = "1";
    if (graph.closest(".treemap")) { graph.on("plotly_afterplot", function () { fit(graph); }); fit(graph); }
    graph.on("plotly_click", function (event) {
      var point = event.points[0], key = point.id || point.data.meta, target = graph.closest("[data-click]");
      if (!key || !target) return;
      if (key.charAt(0) === "/") { go(key); return; }
      // What is chosen already is let go by a second click.
      go(key === target.dataset.chosen ? target.dataset.free : target.dataset.click.replace("{key}", encodeURIComponent(key)));
    });
  }

  // A label wider than its rectangle is left to the hover; on a telephone rectangles are narrower than was reckoned.
  function fit(graph) {
    var across = graph._fullLayout.xaxis, pixels = across._length / (across.range[1] - across.range[0]);
    graph._fullLayout.annotations.forEach(function (label, at) {
      var drawn = graph.querySelector('.annotation[data-index="' + at + '"]');
      var tile = graph.data.find(function (each) { return Math.abs(each.x[0] + 2 - label.x) < 0.01 && Math.abs(each.y[2] - 1 - label.y) < 0.01; });
      if (drawn && tile) drawn.style.visibility = drawn.getBoundingClientRect().width / (graph.getBoundingClientRect().width / graph.offsetWidth || 1) > (tile.x[1] - tile.x[0]) * pixels + 2 ? "hidden" : "";
    });
  }

  // The keyboard follows the side panel: into it when it opens, back to where it was when it closes.
  var attended = null, before = null;
  function attend() {
    var side = document.querySelector(".panel-side");
    if (side === attended) return;
    if (side) { if (!attended) before = document.activeElement; side.querySelector(".close").focus({ preventScroll: true }); }
    else if (before && before.isConnected) before.focus({ preventScroll: true });
    attended = side;
  }

  // The chooser of files, which Dash has no element for.
  function chooser(part) {
    if (part.querySelector("input")) return;
    var input = Object.assign(document.createElement("input"), { type: "file", name: "file", required: true, accept: part.dataset.file });
    input.addEventListener("change", function () { part.querySelector("span").textContent = input.files[0] ? input.files[0].name : "…"; });
    part.appendChild(input);
  }

  // On a telephone the pages are a strip: the one that is shown is brought into sight.
  var shown = null;
  function stripTo(entry) {
    if (!entry || entry === shown) return;
    shown = entry;
    entry.parentNode.scrollLeft = entry.offsetLeft - entry.parentNode.offsetLeft - 48;
  }

  function look() {
    stripTo(document.querySelector("nav .entries a.on"));
    document.querySelectorAll("[data-file]").forEach(chooser);
    document.querySelectorAll("[data-slide]").forEach(slider);
    document.querySelectorAll("[data-knob]").forEach(knob);
    makeWay();
    if (wanted && document.getElementById("frame")) { var address = wanted; wanted = null; go(address); }
    document.querySelectorAll("[data-click] .js-plotly-plot").forEach(listen);
    attend();
    var main = document.querySelector("main[data-title]");
    if (!main) return;
    if (document.title !== main.dataset.title) document.title = main.dataset.title;
    var language = main.dataset.language === "zh" ? "zh-CN" : "en";
    if (document.documentElement.lang !== language) document.documentElement.lang = language;
  }
  look();
  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["class", "data-title"] });

  // A picture carries its title, its label and its font: an SVG drawn as an image cannot see the page's fonts.
  var WIDTH = 960, MARGIN = 76, SCALE = 2;

  function token(name) { return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim(); }

  async function savePicture(about) {
    var graph = document.querySelector("#" + CSS.escape(about.chart) + " .js-plotly-plot");
    var height = graph._fullLayout.height, cut = graph.closest(".chart").dataset.slice;
    var layout = JSON.parse(JSON.stringify(graph.layout));
    var top = (layout.margin.t || 0) + MARGIN;
    Object.assign(layout, {
      width: WIDTH, height: height + MARGIN + 16, autosize: false, paper_bgcolor: token("paper"),
      margin: Object.assign({}, layout.margin, { t: top, b: (layout.margin.b || 0) + 16, l: (layout.margin.l || 0) + 16, r: (layout.margin.r || 0) + 16 }),
      title: { text: "<b>" + about.title + "</b><br><span style='font-size:12px;color:" + token("ink-2") + "'>" + about.note.concat(cut || [], about.snapshot).join(" · ") + "</span>", x: 0.02, y: 1 - 32 / (height + MARGIN + 16), yanchor: "top", font: { size: 18, color: token("ink") } }
    });
    var svg = await window.Plotly.toImage({ data: graph.data, layout: layout }, { format: "svg", width: WIDTH, height: layout.height, imageDataOnly: true });
    svg = svg.replace(/(<svg[^>]*>)/, "$1<style>" + (await fontsFor(svg)) + "</style>");
    var image = new Image();
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg);
    await image.decode();
    var link = document.createElement("a");
    link.download = about.chart + "-" + about.snapshot + ".png";
    link.href = await painted(image, WIDTH * SCALE, layout.height * SCALE);
    link.click();
  }

  // Fonts inside a picture are unpacked some time after it is decoded and nothing tells when: paint until the
  // title is there and two paintings in a row are the same.
  async function painted(image, width, height) {
    var canvas = document.createElement("canvas"), context = canvas.getContext("2d", { willReadFrequently: true });
    canvas.width = width; canvas.height = height;
    for (var last = "", round = 0; round < 40; round += 1) {
      await new Promise(function (resolve) { setTimeout(resolve, 200); });
      context.clearRect(0, 0, width, height);
      context.drawImage(image, 0, 0, width, height);
      var title = context.getImageData(0, 0, width / 2, MARGIN * SCALE).data, data = canvas.toDataURL("image/png");
      if (data === last && title.some(function (value, at) { return at % 4 < 3 && Math.abs(value - title[at % 4]) > 120; })) break;
      last = data;
    }
    return data;
  }

  async function fontsFor(text) {
    var points = Array.from(new Set(Array.from(text))).map(function (each) { return each.codePointAt(0); });
    var rules = Array.from(document.styleSheets).flatMap(function (sheet) { return Array.from(sheet.cssRules); })
      .filter(function (rule) { return rule instanceof CSSFontFaceRule && rule.style.getPropertyValue("src").includes("url(") && holds(rule.style.getPropertyValue("unicode-range"), points); });
    var faces = await Promise.all(rules.map(async function (rule) {
      var path = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue("src"))[1];
      var data = await asData(new URL(path, rule.parentStyleSheet.href));
      return '@font-face{font-family:"Noto Sans SC Variable";font-weight:100 900;src:url(' + data + ') format("woff2");unicode-range:' + rule.style.getPropertyValue("unicode-range") + "}";
    }));
    return faces.join("");
  }

  function holds(ranges, points) {
    return ranges.split(",").some(function (range) {
      var ends = range.trim().slice(2).split("-").map(function (end) { return parseInt(end, 16); });
      return points.some(function (point) { return point >= ends[0] && point <= (ends[1] || ends[0]); });
    });
  }

  async function asData(address) {
    var blob = await (await ask(address)).blob();
    return new Promise(function (resolve) {
      var reader = new FileReader();
      reader.onload = function () { resolve(reader.result); };
      reader.readAsDataURL(blob);
    });
  }
})();
