// A chart before plotly is there: its lines, bars, areas, axes and words in the same places, drawn from the same figure.
// Nothing can be pointed at yet; plotly's own drawing takes its place. What is not known here is left to plotly.
(function () {
  "use strict";

  var SPACE = "http://www.w3.org/2000/svg", GAP = 3, LINE = 1.3, ENTRY = 40, APART = 45, SQUARE = 12, HEAD = 16.5, FOOT = 4.5;
  var THIN = { width: 1, dash: "" };

  function add(to, kind, about) {
    var made = to.appendChild(document.createElementNS(SPACE, kind));
    Object.keys(about).forEach(function (name) { if (about[name] !== undefined && about[name] !== "") made.setAttribute(name, about[name]); });
    return made;
  }

  // Plotly's few marks: a break, a bold word, a span with a style. Everything else is a word.
  function lines(text) {
    return String(text).split(/<br ?\/?>/).map(function (line) {
      return line.split(/(<\/?(?:b|span)[^>]*>)/).reduce(function (found, piece) {
        if (/^<b>/.test(piece)) found.bold = true;
        else if (/^<\/b>/.test(piece)) found.bold = false;
        else if (/^<span/.test(piece)) found.style = (piece.match(/style=['"]([^'"]*)/) || [])[1] || "";
        else if (/^<\/span/.test(piece)) found.style = "";
        else if (piece) found.runs.push([piece.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&"), found.bold, found.style]);
        return found;
      }, { runs: [], bold: false, style: "" }).runs;
    });
  }

  function say(to, text, x, y, font, across, down) {
    var written = lines(text), size = font.size || 12, high = size * LINE * written.length, anchor = { left: "start", right: "end" }[across] || "middle";
    var top = down === "top" ? y : down === "bottom" ? y - high - 2 : y - high / 2;
    var label = add(to, "text", { "text-anchor": anchor, "font-size": size, fill: font.color });
    written.forEach(function (runs, at) {
      runs.forEach(function (run, place) {
        var part = add(label, "tspan", { "font-weight": run[1] ? "bold" : "" });
        if (!place) { part.setAttribute("x", x); part.setAttribute("y", top + size * (1 + LINE * at)); }
        part.setAttribute("style", (run[2].match(/(?:color|font-size):[^;]*/g) || []).map(function (each) { return each.replace(/^color/, "fill"); }).join(";"));
        part.textContent = run[0];
      });
    });
    return label;
  }

  function number(axis, value) { return axis.type === "date" ? Date.parse(value) : axis.type === "category" ? axis.names.indexOf(value) : value; }

  // From values of an axis to pixels: between two ends, or around the middle at a given size of one unit.
  function scale(axis, from, to) {
    var ends = axis.type === "category" ? [-0.5, axis.names.length - 0.5] : (axis.range || [0, 1]).map(function (each) { return number(axis, each); });
    var unit = (to - from) / (ends[1] - ends[0]), middle = (ends[0] + ends[1]) / 2;
    var place = function (value) { return (from + to) / 2 + (number(axis, value) - middle) * place.unit; };
    place.unit = unit;
    return place;
  }

  function names(axis, data, letter) {
    if (axis.type !== "category") return;
    axis.names = axis.categoryarray || data.reduce(function (found, each) { return found.concat(each[letter].filter(function (name) { return found.indexOf(name) < 0; })); }, []);
  }

  function widest(svg, texts, font) {
    return texts.reduce(function (most, text) {
      var label = say(svg, text, 0, 0, font, "left", "top"), wide = label.getComputedTextLength();
      label.remove();
      return Math.max(most, wide);
    }, 0);
  }

  function path(trace, x, y) {
    var open = false;
    return trace.x.map(function (each, at) {
      if (each === null || trace.y[at] === null) { open = false; return ""; }
      var step = (open ? "L" : "M") + x(each).toFixed(1) + "," + y(trace.y[at]).toFixed(1);
      open = true;
      return step;
    }).join("") + (trace.fill ? "Z" : "");
  }

  function dashed(line) { return { dash: "9px,9px", dot: "3px,3px" }[line.dash] || (line.dash === "solid" ? "" : line.dash); }

  function scatter(svg, trace, x, y) {
    var line = trace.line || {}, marker = trace.marker || {};
    if (/lines/.test(trace.mode)) {
      add(svg, "path", { d: path(trace, x, y), fill: trace.fill ? trace.fillcolor : "none", stroke: line.width === 0 ? "none" : line.color, "stroke-width": line.width === undefined ? 2 : line.width, "stroke-dasharray": dashed(line) });
    }
    if (!/markers/.test(trace.mode) || marker.opacity === 0) return;
    trace.x.forEach(function (each, at) {
      var one = function (value) { return Array.isArray(value) ? value[at] : value; };
      if (each === null || trace.y[at] === null) return;
      add(svg, "circle", { cx: x(each), cy: y(trace.y[at]), r: one(marker.size) / 2, fill: one(marker.color), "fill-opacity": one(marker.opacity), stroke: marker.line && one(marker.line.color), "stroke-width": marker.line && one(marker.line.width) });
      if (/text/.test(trace.mode)) beside(svg, one(trace.text), trace, x(each), y(trace.y[at]), one(marker.size) / 2 + GAP);
    });
  }

  function beside(svg, text, trace, x, y, away) {
    var sides = (trace.textposition || "middle center").split(" "), right = { right: 1, left: -1 }[sides[1]] || 0, down = { bottom: 1, top: -1 }[sides[0]] || 0;
    say(svg, text, x + right * away, y + down * away, trace.textfont || {}, { right: "left", left: "right" }[sides[1]], { top: "bottom", bottom: "top" }[sides[0]]);
  }

  function bar(svg, trace, layout, x, y, heaps) {
    var across = trace.orientation === "h", along = across ? x : y, beside = across ? y : x;
    var places = across ? trace.y : trace.x, sizes = across ? trace.x : trace.y, marker = trace.marker || {};
    var step = places.length > 1 && !trace.width && !across ? Math.abs(beside(places[1]) - beside(places[0])) : Math.abs(beside.unit);
    var thick = trace.width ? trace.width * Math.abs(beside.unit) : step * (1 - (layout.bargap || 0));
    places.forEach(function (place, at) {
      var one = function (value) { return Array.isArray(value) ? value[at] : value; };
      var heap = (place in heaps) && layout.barmode === "stack" ? heaps[place] : 0, size = sizes[at] || 0;
      var from = along(heap), to = along(heap + size), middle = beside(place);
      heaps[place] = heap + size;
      var box = across ? { x: Math.min(from, to), y: middle - thick / 2, width: Math.abs(to - from), height: thick } : { x: middle - thick / 2, y: Math.min(from, to), width: thick, height: Math.abs(to - from) };
      add(svg, "rect", Object.assign(box, { fill: one(marker.color), "fill-opacity": one(marker.opacity) }));
      if (trace.text && across) say(svg, one(trace.text), to + GAP, middle, trace.textfont || layout.font, "left", "middle");
    });
  }

  function ruled(svg, axis, place, box, level) {
    if (axis.visible === false) return;
    var font = axis.tickfont || {}, at = axis.type === "category" ? axis.names : axis.tickvals || [], words = axis.ticktext || at;
    at.forEach(function (value, turn) {
      var where = place(value), mark = level ? { x1: box.l, x2: box.r, y1: where, y2: where } : { x1: where, x2: where, y1: box.t, y2: box.b };
      var zero = axis.zeroline && value === 0;
      if (axis.showgrid !== false && axis.gridcolor) add(svg, "line", Object.assign(mark, { stroke: zero ? axis.zerolinecolor : axis.gridcolor, "stroke-width": 1 }));
      if (level) { say(svg, words[turn] + (axis.ticksuffix || ""), box.l - GAP, where, font, "right", "middle"); return; }
      var tick = axis.ticks === "outside" ? axis.ticklen : 0;
      if (tick) add(svg, "line", { x1: where, x2: where, y1: box.b, y2: box.b + tick, stroke: axis.tickcolor, "stroke-width": 1 });
      say(svg, words[turn], where, box.b + tick + GAP, font, "middle", "top");
    });
    if (!level && axis.linecolor) add(svg, "line", { x1: box.l, x2: box.r, y1: box.b, y2: box.b, stroke: axis.linecolor, "stroke-width": 1 });
  }

  function entries(data) { return data.filter(function (trace) { return trace.showlegend !== false && trace.name; }); }

  // How high the rows of a legend are, and how many entries stand in each.
  function rows(data, about, wide) {
    var each = Math.max(1, Math.floor(wide / (APART + about.entrywidth))), row = about.font.size * LINE + 5;
    return { each: each, row: row, high: row * Math.ceil(entries(data).length / each) };
  }

  function legend(svg, data, about, box) {
    var size = rows(data, about, box.r - box.l), high = box.b - box.t;
    var top = about.yanchor === "top" ? box.b - about.y * high + HEAD : box.t - (about.y - 1) * high - FOOT - size.high;
    entries(data).forEach(function (trace, at) {
      var x = box.l + (at % size.each) * (APART + about.entrywidth), y = top + Math.floor(at / size.each) * size.row + size.row / 2;
      var line = trace.line || {}, color = (trace.marker || {}).color || trace.fillcolor;
      if (trace.mode === "lines" && !trace.fill) add(svg, "line", { x1: x + 5, x2: x + 35, y1: y, y2: y, stroke: line.color, "stroke-width": line.width, "stroke-dasharray": dashed(line) });
      else add(svg, "rect", { x: x + 20 - SQUARE / 2, y: y - SQUARE / 2, width: SQUARE, height: SQUARE, fill: Array.isArray(color) ? color[0] : color });
      say(svg, trace.name, x + ENTRY, y, about.font, "left", "middle");
    });
  }

  // A legend above or below the plot takes what room it needs from it.
  function makeRoom(box, about, high, all) {
    if (about.yanchor === "top") box.b = Math.min(box.b, (all - high - about.y * box.t) / (1 - about.y));
    else box.t = Math.max(box.t, (high + (about.y - 1) * box.b) / about.y);
  }

  function told(svg, layout, x, y, box) {
    var on = function (ref, place, from, to, value) { return ref === "paper" ? from + (to - from) * value : place(value); };
    (layout.shapes || []).forEach(function (shape) {
      var line = shape.line || THIN, ends = { stroke: line.color, "stroke-width": line.width, "stroke-dasharray": dashed(line) };
      if (shape.type !== "line") return;
      ["0", "1"].forEach(function (end) {
        ends["x" + (+end + 1)] = on(shape.xref, x, box.l, box.r, shape["x" + end]);
        ends["y" + (+end + 1)] = on(shape.yref, y, box.b, box.t, shape["y" + end]);
      });
      add(svg, "line", ends);
    });
    (layout.annotations || []).forEach(function (note) {
      var left = on(note.xref, x, box.l, box.r, note.x) + (note.xshift || 0), top = on(note.yref, y, box.b, box.t, note.y) - (note.yshift || 0);
      say(svg, note.text, left + ({ left: 1, right: -1 }[note.xanchor] || 0), top, Object.assign({}, layout.font, note.font), note.xanchor || "center", note.yanchor || "middle");
    });
  }

  // Draw a figure into a holder that has its final size; the drawing is returned, to be taken away again.
  function sketch(holder, figure) {
    var layout = figure.layout, data = figure.data, wide = holder.clientWidth, high = holder.clientHeight, margin = layout.margin;
    var svg = add(holder, "svg", { width: wide, height: high, class: "early", "aria-hidden": "true" });
    var across = Object.assign({}, layout.xaxis), level = Object.assign({}, layout.yaxis), box = { l: margin.l, r: wide - margin.r, t: margin.t, b: high - margin.b };
    names(level, data, "y");
    if (level.automargin && level.visible !== false) {
      var texts = level.names || level.ticktext || [];
      box.l = Math.max(box.l, widest(svg, texts.map(function (each) { return each + (level.ticksuffix || ""); }), level.tickfont || {}) + 2 * GAP);
    }
    if (layout.showlegend) makeRoom(box, layout.legend, HEAD + FOOT + rows(data, layout.legend, box.r - box.l).high, high);
    var x = scale(across, box.l, box.r), y = scale(level, box.b, box.t), heaps = {};
    if (level.scaleanchor) {
      var ratio = level.scaleratio || 1, unit = Math.min(Math.abs(x.unit), Math.abs(y.unit) / ratio);
      x.unit = unit;
      y.unit = -unit * ratio;
    }
    ruled(svg, level, y, box, true);
    ruled(svg, across, x, box, false);
    data.forEach(function (trace) {
      if (trace.type === "bar") bar(svg, trace, layout, x, y, layout.barmode === "stack" ? heaps : {});
      else scatter(svg, trace, x, y);
    });
    told(svg, layout, x, y, box);
    if (layout.showlegend) legend(svg, data, layout.legend, box);
    return svg;
  }

  window.jingwei = { sketch: sketch };
})();
