// Draws what the page around this frame sends, without building the map anew: zoom and place stay as the reader left
// them. Every text is set as text, never read as markup. Only the page around is heard.
(function () {
  "use strict";
  const MERCATOR = 85;
  const map = window.waylinkMap;
  const shapes = JSON.parse(document.getElementById("wl-shapes").textContent);
  const colours = shapes.colours;
  const lines = L.layerGroup().addTo(map);
  const marks = L.layerGroup().addTo(map);
  let fitted = null;
  let told = null;
  let asked = false;
  let named = [];
  let spots = [];

  const project = ([lat, lon]) => {
    const held = Math.max(-MERCATOR, Math.min(MERCATOR, lat));
    return [(lon * Math.PI) / 180, Math.log(Math.tan(Math.PI / 4 + (held * Math.PI) / 360))];
  };
  const unproject = ([x, y]) => [((2 * Math.atan(Math.exp(y)) - Math.PI / 2) * 180) / Math.PI, (x * 180) / Math.PI];

  // A line bent to the right of its direction: there and back lie side by side, and nobody takes it for a road.
  function bend(from, to) {
    const span = to[1] - from[1];
    const goal = Math.abs(span) > 180 ? [to[0], to[1] - 360 * Math.sign(span)] : to;
    const [x1, y1] = project(from);
    const [x2, y2] = project(goal);
    const cx = (x1 + x2) / 2 + (y2 - y1) * 0.18;
    const cy = (y1 + y2) / 2 - (x2 - x1) * 0.18;
    const points = [];
    for (let step = 0; step <= 16; step += 1) {
      const t = step / 16;
      const u = 1 - t;
      points.push(unproject([u * u * x1 + 2 * t * u * cx + t * t * x2, u * u * y1 + 2 * t * u * cy + t * t * y2]));
    }
    return points;
  }

  // Runs that stay on the map: cut where a line passes 180 degrees.
  function runs(points) {
    const made = [[]];
    let before = null;
    for (const [lat, lon] of points) {
      const around = lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon;
      if (before !== null && Math.abs(around - before) > 180) {
        const edge = before > 0 ? 180 : -180;
        made[made.length - 1].push([lat, edge]);
        made.push([[lat, -edge]]);
      }
      made[made.length - 1].push([lat, around]);
      before = around;
    }
    return made.filter((run) => run.length > 1);
  }

  function middle(parts) {
    const steps = [];
    for (const run of parts) {
      for (let at = 1; at < run.length; at += 1) {
        const a = project(run[at - 1]);
        const b = project(run[at]);
        steps.push([Math.hypot(b[0] - a[0], b[1] - a[1]), a, b]);
      }
    }
    let left = steps.reduce((sum, step) => sum + step[0], 0) * 0.55;
    for (const [length, a, b] of steps) {
      if (length > 0 && left <= length) {
        const share = left / length;
        const at = unproject([a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]);
        return [at, (Math.atan2(-(b[1] - a[1]), b[0] - a[0]) * 180) / Math.PI];
      }
      left -= length;
    }
    return null;
  }

  // Texts come once each; lines and marks name them by number. A pair of numbers is a way from one to the other.
  let known = [];
  const text = (part) => (Array.isArray(part) ? part.map((at) => known[at]).join(" \u2192 ") : known[part]);

  function words(list) {
    const box = document.createElement("div");
    list.forEach((part, at) => {
      const line = document.createElement("p");
      const holder = at === 0 ? line.appendChild(document.createElement("b")) : line;
      holder.textContent = text(part);
      box.appendChild(line);
    });
    return box;
  }

  const parsed = new Map();
  function svg(markup, size) {
    if (!parsed.has(markup)) {
      parsed.set(markup, new DOMParser().parseFromString(markup, "text/html").body.firstElementChild);
    }
    const made = document.importNode(parsed.get(markup), true);
    made.setAttribute("width", size);
    made.setAttribute("height", size);
    return made;
  }

  function place(at, size, kind, inside, options) {
    const sign = L.marker(at, { interactive: false, keyboard: false, ...options });
    const html = document.createElement("div");
    html.appendChild(inside);
    sign.options.icon = L.divIcon({ html: html, iconSize: [size, size], iconAnchor: [size / 2, size / 2], className: kind });
    return sign;
  }

  function drawLine(line) {
    const parts = line.p || runs(bend(line.f, line.t));
    if (!parts.length) return;
    const colour = line.c ? colours.chosen : colours.line;
    const drawn = L.polyline(parts, {
      color: colour, weight: line.w, opacity: line.c ? 0.95 : Math.min(0.85, 0.42 + 0.1 * line.w),
      dashArray: shapes.dashes[line.s] || null, lineCap: "round", smoothFactor: 0.5,
    });
    const told = () => words(line.x);
    drawn.bindTooltip(told, { sticky: true });
    if (line.i) {
      const chosen = () => parent.postMessage({ waylink: "line", id: line.i, view: asked ? seen() : null }, "*");
      drawn.on("click", chosen);
      if (line.w < 4) {
        // A thin line is hard to hit: a broad unseen one under it takes the click too.
        const wide = L.polyline(parts, { color: colour, weight: 12, opacity: 0, smoothFactor: 0.5 });
        wide.bindTooltip(told, { sticky: true }).on("click", chosen).addTo(lines);
      }
    }
    drawn.addTo(lines);
    const arrow = middle(parts);
    if (!arrow) return;
    const size = Math.round(9 + 1.4 * line.w);
    const head = svg(shapes.arrow, size);
    head.firstElementChild.setAttribute("fill", colour);
    head.firstElementChild.setAttribute("transform", `rotate(${Math.round(arrow[1])})`);
    place(arrow[0], size, "wl-arrow", head, {}).addTo(lines);
  }

  function drawMark(mark, reach) {
    const box = document.createElement("div");
    box.appendChild(svg(shapes.marks[mark.r] || shapes.marks[""], mark.z));
    const sign = place(mark.a, mark.z, "wl-mark", box, { interactive: true, keyboard: reach, riseOnHover: true });
    sign.addTo(marks);
    sign.getElement().setAttribute("aria-label", mark.x.map(text).join(", "));
    sign.bindTooltip(() => words(mark.x), { direction: "top", offset: [0, -mark.z / 2] });
    if (mark.n === undefined) return;
    const tag = document.createElement("span");
    tag.className = "wl-tag";
    tag.dir = "auto";
    tag.textContent = known[mark.n];
    box.appendChild(tag);
    named.push({ tag: tag, at: mark.a, half: mark.z / 2 });
  }

  // Names stand where they cover neither marks nor one another; one that finds no room waits for the next zoom.
  // Sizes are read once and places reckoned, so that the browser lays the page out once and not for every try.
  function untangle() {
    named.forEach((one) => {
      one.tag.hidden = false;
    });
    const sizes = named.map((one) => [one.tag.offsetWidth, one.tag.offsetHeight]);
    const point = (at) => map.latLngToContainerPoint(at);
    const marked = spots.map((spot) => {
      const at = point(spot.at);
      return [at.x - spot.half, at.y - spot.half, at.x + spot.half, at.y + spot.half];
    });
    const taken = [];
    const meets = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
    named.forEach((one, order) => {
      const { x, y } = point(one.at);
      const [wide, tall] = sizes[order];
      const tries = {
        bottom: [x - wide / 2, y + one.half, x + wide / 2, y + one.half + tall],
        top: [x - wide / 2, y - one.half - tall, x + wide / 2, y - one.half],
        right: [x + one.half, y - tall / 2, x + one.half + wide, y + tall / 2],
        left: [x - one.half - wide, y - tall / 2, x - one.half, y + tall / 2],
      };
      const side = Object.keys(tries).find(
        (name) => !taken.some((box) => meets(tries[name], box)) && !marked.some((box) => meets(tries[name], box)),
      );
      one.tag.hidden = !side;
      if (!side) return;
      one.tag.dataset.side = side;
      taken.push(tries[side]);
    });
  }

  function draw(sent) {
    lines.clearLayers();
    marks.clearLayers();
    known = sent.words;
    named = [];
    spots = sent.marks.map((mark) => ({ at: mark.a, half: mark.z / 2 }));
    sent.lines.forEach(drawLine);
    const reach = sent.marks.length <= 40;
    sent.marks.forEach((mark) => drawMark(mark, reach));
    if (sent.fitKey !== fitted) {
      fitted = sent.fitKey;
      if (sent.start) map.setView([sent.start[0], sent.start[1]], sent.start[2], { animate: false });
      else if (sent.fit) map.fitBounds(sent.fit, { padding: [34, 34], maxZoom: sent.near || 6, animate: false });
    }
    untangle();
    asked = Boolean(sent.tell);
    const page = document.documentElement.dataset;
    page.drawn = String(sent.lines.length);
    page.draws = String(Number(page.draws || 0) + 1);
    tell();
  }

  // The page hears of a move only where it changes what must be drawn: another level, or other places in view.
  function tell() {
    if (!asked) return;
    const view = seen();
    const state = JSON.stringify([view.level, view.box]);
    if (state === told) return;
    told = state;
    parent.postMessage({ waylink: "view", view: view }, "*");
  }

  function seen() {
    const zoom = map.getZoom();
    const level = zoom >= 6 ? "place" : zoom >= 4 ? "admin1" : "country";
    const box = map.getBounds();
    const centre = map.getCenter();
    const edge = (value) => Math.round(value * 10) / 10;
    return {
      level: level,
      box: level === "place" ? [box.getSouth(), box.getWest(), box.getNorth(), box.getEast()].map(edge) : null,
      at: [Math.round(centre.lat * 100) / 100, Math.round(centre.lng * 100) / 100, zoom],
    };
  }

  let waiting = 0;
  map.on("moveend zoomend", () => {
    clearTimeout(waiting);
    waiting = setTimeout(tell, 200);
  });
  map.on("zoomend", untangle);
  window.addEventListener("message", (event) => {
    if (event.source === parent && event.data && event.data.waylink === "draw") draw(event.data.sent);
  });
  parent.postMessage({ waylink: "ready" }, "*");
})();
