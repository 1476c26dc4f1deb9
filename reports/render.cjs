/*
 * Draws plotly figures as SVG without a browser.
 *
 * stdin, a line a job: {"plotly": path, "fonts": {"400": path, "700": path},
 *                       "figures": [{"figure": {data, layout}, "width", "height"}]}
 * stdout, a line each: {"svg": [text, …]} or, before it ends, {"error": sentence}
 * Reading plotly.js and the fonts takes most of the time, so it waits a minute for another job.
 *
 * plotly.js asks the browser only how large a text is. Those answers come from the advances of the font the PDF embeds,
 * so the margins are those the page will show. Everything random is seeded: the same figure gives the same bytes.
 */
"use strict";

const fs = require("node:fs");
const zlib = require("node:zlib");
const { createInterface } = require("node:readline");
const { webcrypto } = require("node:crypto");
const { JSDOM } = require("jsdom");
const opentype = require("opentype.js");

const FAMILY = "Noto Sans SC";
const ASCENT = 1.16;
const LINE = 1.448;
const IDLE_MILLISECONDS = 60_000;

/* Text ------------------------------------------------------------------------------------------------------------ */

function openFont(path) {
  const file = fs.readFileSync(path);
  return opentype.parse(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength));
}

class Ruler {
  constructor(fonts) {
    this.regular = openFont(fonts["400"]);
    this.bold = openFont(fonts["700"]);
    this.advances = new Map();
  }

  advance(character, bold) {
    const key = (bold ? "b" : "r") + character;
    if (!this.advances.has(key)) {
      const font = bold ? this.bold : this.regular;
      const glyph = font.charToGlyph(character);
      const blank = /[\s\u200b\u200e\u200f]/u.test(character);
      if (glyph.index === 0 && !blank) {
        const code = character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
        throw new Error(`the font has no glyph for ${character} (U+${code})`);
      }
      this.advances.set(key, glyph.index === 0 ? 0 : glyph.advanceWidth / font.unitsPerEm);
    }
    return this.advances.get(key);
  }

  width(text, size, bold = false) {
    let sum = 0;
    for (const character of text) sum += this.advance(character, bold);
    return sum * size;
  }
}

function inherited(element, property) {
  const pattern = new RegExp(`(?:^|;)\\s*${property}:\\s*([^;]+)`);
  for (let node = element; node && node.getAttribute; node = node.parentNode) {
    const styled = pattern.exec(node.getAttribute("style") || "");
    if (styled) return styled[1].trim();
    const attribute = node.getAttribute(property);
    if (attribute) return attribute;
  }
  return null;
}

function textRuns(node, ruler, size) {
  if (node.nodeType === 3) {
    const weight = inherited(node.parentNode, "font-weight") || "400";
    return ruler.width(node.data, size, weight === "bold" || Number(weight) >= 600);
  }
  const own = node.getAttribute && /font-size:\s*([\d.]+)px/.exec(node.getAttribute("style") || "");
  let sum = 0;
  for (const child of node.childNodes) sum += textRuns(child, ruler, own ? Number(own[1]) : size);
  return sum;
}

/* Boxes ----------------------------------------------------------------------------------------------------------- */

function shift(element) {
  const found = /translate\(\s*([-\d.e]+)[,\s]*([-\d.e]*)/.exec(element.getAttribute("transform") || "");
  return found ? [Number(found[1]), Number(found[2] || 0)] : [0, 0];
}

function textBox(element, ruler) {
  const size = parseFloat(inherited(element, "font-size") || "12");
  const lines = [...element.querySelectorAll("tspan.line")];
  const widths = (lines.length ? lines : [element]).map((line) => textRuns(line, ruler, size));
  const width = Math.max(...widths);
  const height = size * LINE * widths.length;
  const anchor = inherited(element, "text-anchor");
  const x = parseFloat(element.getAttribute("x") || "0") - (anchor === "middle" ? width / 2 : anchor === "end" ? width : 0);
  return { x, y: parseFloat(element.getAttribute("y") || "0") - size * ASCENT, width, height };
}

function pathBox(element) {
  const numbers = (element.getAttribute("d") || "").match(/-?\d*\.?\d+(?:e[-+]?\d+)?/gi);
  if (!numbers || numbers.length < 2) return null;
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    x0 = Math.min(x0, numbers[i]); x1 = Math.max(x1, numbers[i]);
    y0 = Math.min(y0, numbers[i + 1]); y1 = Math.max(y1, numbers[i + 1]);
  }
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
}

function ownBox(element, ruler) {
  const number = (name) => parseFloat(element.getAttribute(name) || "0");
  switch ((element.tagName || "").toLowerCase()) {
    case "text":
    case "tspan":
      return textBox(element, ruler);
    case "rect":
    case "image":
      return { x: number("x"), y: number("y"), width: number("width"), height: number("height") };
    case "circle":
      return { x: number("cx") - number("r"), y: number("cy") - number("r"), width: 2 * number("r"), height: 2 * number("r") };
    case "path":
      return pathBox(element);
    default:
      return null;
  }
}

function box(element, ruler) {
  const own = ownBox(element, ruler);
  if (own) return own;
  let union = null;
  for (const child of element.children || []) {
    const inner = box(child, ruler);
    if (!inner || !(inner.width || inner.height)) continue;
    const [dx, dy] = shift(child);
    const [x, y] = [inner.x + dx, inner.y + dy];
    union = union
      ? { x: Math.min(union.x, x), y: Math.min(union.y, y), right: Math.max(union.right, x + inner.width), bottom: Math.max(union.bottom, y + inner.height) }
      : { x, y, right: x + inner.width, bottom: y + inner.height };
  }
  if (!union) return { x: 0, y: 0, width: 0, height: 0 };
  return { x: union.x, y: union.y, width: union.right - union.x, height: union.bottom - union.y };
}

/* Pictures: heatmaps are painted on a canvas --------------------------------------------------------------------- */

function pngChunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(zlib.crc32(body), body.length + 4);
  return framed;
}

/* A heatmap has one pixel a cell: enlarge it, so that no reader of the PDF blurs one cell into the next. */
function png(width, height, pixels) {
  const zoom = Math.max(1, Math.ceil(512 / Math.max(width, height)));
  const row = width * zoom * 4 + 1;
  const rows = Buffer.alloc(height * zoom * row);
  for (let y = 0; y < height * zoom; y++) {
    for (let x = 0; x < width * zoom; x++) {
      const from = (Math.floor(y / zoom) * width + Math.floor(x / zoom)) * 4;
      rows.set(pixels.subarray(from, from + 4), y * row + 1 + x * 4);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width * zoom, 0);
  header.writeUInt32BE(height * zoom, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([signature, pngChunk("IHDR", header), pngChunk("IDAT", zlib.deflateSync(rows, { level: 9 })), pngChunk("IEND", Buffer.alloc(0))]);
}

class Canvas {
  constructor(element, ruler) {
    this.element = element;
    this.ruler = ruler;
    this.fillStyle = "#000";
    this.canvas = element;
  }

  pixels() {
    const size = this.element.width * this.element.height * 4;
    if (!this.element.pixels || this.element.pixels.length !== size) this.element.pixels = new Uint8ClampedArray(size);
    return this.element.pixels;
  }

  createImageData(width, height) { return { width, height, data: new Uint8ClampedArray(width * height * 4) }; }
  getImageData(x, y, width, height) { return this.createImageData(width, height); }
  putImageData(image) { this.element.pixels = image.data; }
  measureText(text) { return { width: this.ruler.width(text, 12) }; }
  clearRect() { this.pixels().fill(0); }

  fillRect(x, y, width, height) {
    const colour = /rgba?\(([^)]+)\)/.exec(this.fillStyle);
    const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(this.fillStyle);
    const parts = colour ? colour[1].split(",").map(Number) : hex ? hex.slice(1).map((each) => parseInt(each, 16)) : [0, 0, 0];
    const rgba = [parts[0], parts[1], parts[2], Math.round((parts[3] ?? 1) * 255)];
    const pixels = this.pixels();
    for (let row = Math.max(0, Math.round(y)); row < Math.min(this.element.height, Math.round(y + height)); row++) {
      for (let column = Math.max(0, Math.round(x)); column < Math.min(this.element.width, Math.round(x + width)); column++) {
        pixels.set(rgba, (row * this.element.width + column) * 4);
      }
    }
  }
}

/* The window plotly.js meets -------------------------------------------------------------------------------------- */

function openWindow(ruler) {
  const dom = new JSDOM("<!doctype html><html><body></body></html>", { runScripts: "outside-only", pretendToBeVisual: true });
  const { window } = dom;
  const measure = function () { return box(this, ruler); };
  window.SVGElement.prototype.getBBox = measure;
  window.Element.prototype.getBoundingClientRect = function () {
    const found = box(this, ruler);
    return { ...found, left: found.x, top: found.y, right: found.x + found.width, bottom: found.y + found.height };
  };
  window.SVGElement.prototype.getComputedTextLength = function () { return box(this, ruler).width; };
  window.SVGElement.prototype.getTotalLength = () => 100;
  window.SVGElement.prototype.getPointAtLength = () => ({ x: 0, y: 0 });
  window.SVGElement.prototype.getScreenCTM = () => ({ a: 1, b: 0, c: 0, d: 1, e: 0, f: 0, inverse() { return this; } });
  window.HTMLCanvasElement.prototype.getContext = function (kind) { return kind === "2d" ? new Canvas(this, ruler) : null; };
  window.HTMLCanvasElement.prototype.toDataURL = function () {
    const pixels = this.pixels || new Uint8ClampedArray(this.width * this.height * 4);
    return "data:image/png;base64," + png(this.width, this.height, pixels).toString("base64");
  };
  Object.assign(window, {
    TextDecoder, TextEncoder, ReadableStream, structuredClone, queueMicrotask,
    Worker: class { postMessage() {} terminate() {} },
    fetch: () => Promise.reject(new Error("drawing is offline")),
    matchMedia: () => ({ matches: false, addListener() {}, removeListener() {}, addEventListener() {}, removeEventListener() {} }),
  });
  Object.defineProperty(window, "crypto", { value: webcrypto, configurable: true });
  window.URL.createObjectURL = () => "";
  return window;
}

function seedRandom(window) {
  let state = 1;
  window.Math.random = () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}

/* No coast lines: a zone's map draws its own polygons, and the world's would be fetched. */
const EMPTY_WORLD = { type: "Topology", arcs: [], objects: Object.fromEntries(
  ["coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits"].map((name) => [name, { type: "GeometryCollection", geometries: [] }])) };

async function draw(window, { figure, width, height }) {
  seedRandom(window);
  const holder = window.document.createElement("div");
  window.document.body.appendChild(holder);
  const own = window.JSON.parse(JSON.stringify(figure));
  const layout = Object.assign({}, own.layout, { width, height, autosize: false });
  layout.font = Object.assign({}, layout.font, { family: FAMILY });
  await window.Plotly.newPlot(holder, own.data, layout, { staticPlot: true });
  const svg = await window.Plotly.Snapshot.toSVG(holder, "svg", 1);
  window.Plotly.purge(holder);
  holder.remove();
  return svg;
}

/* plotly.js names clip paths after a random or running id: number them by drawing and order, unique within one page. */
function settle(svg, drawing) {
  const names = new Map();
  for (const [, id] of svg.matchAll(/\bid="([^"]+)"/g)) if (!names.has(id)) names.set(id, `c${drawing}-${names.size}`);
  const renamed = svg
    .replace(/\bid="([^"]+)"/g, (_, id) => `id="${names.get(id)}"`)
    .replace(/url\((?:&quot;|'|")?#([^)'"&]+)(?:&quot;|'|")?\)/g, (whole, id) => (names.has(id) ? `url(#${names.get(id)})` : whole))
    .replace(/href="#([^"]+)"/g, (whole, id) => (names.has(id) ? `href="#${names.get(id)}"` : whole));
  return renamed.replace(/font-family:\s*[^;"]+/g, `font-family: ${FAMILY}`).replace(/font-family="[^"]*"/g, `font-family="${FAMILY}"`);
}

function open(job) {
  const window = openWindow(new Ruler(job.fonts));
  window.PlotlyGeoAssets = { topojson: new Proxy({}, { get: () => EMPTY_WORLD, has: () => true }) };
  seedRandom(window);
  window.eval(fs.readFileSync(job.plotly, "utf8"));
  return window;
}

async function drawAll(window, figures) {
  const svg = [];
  for (const each of figures) svg.push(settle(await draw(window, each), svg.length + 1));
  return svg;
}

const say = (words) => new Promise((said) => process.stdout.write(JSON.stringify(words) + "\n", said));

async function serve() {
  let window;
  let idle;
  for await (const line of createInterface({ input: process.stdin })) {
    clearTimeout(idle);
    const job = JSON.parse(line);
    window ??= open(job);
    await say({ svg: await drawAll(window, job.figures) });
    idle = setTimeout(() => process.exit(0), IDLE_MILLISECONDS);
  }
}

/* What a drawing that failed left behind must not touch the next: the process ends with it. */
serve()
  .catch((error) => say({ error: error instanceof Error ? error.message : String(error) }))
  .then(() => process.exit(0));
