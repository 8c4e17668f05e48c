"use strict";
/* Where things stand in the drawing: how wide names are, free spots for newcomers, which names find room, and what frame holds it all. */
(() => {
  const { L2 } = window;
  const READABLE = 9; // px on the screen that a name needs at least
  const LARGEST_NAME = 90;
  const HUBS = 5; // names written first, even across smaller nodes
  const LINE = 16; // px from one line of a name to the next
  const CELL = 160; // px: the grid in which names look for their neighbours
  const pen = document.createElement("canvas").getContext("2d");
  const widths = new Map();
  let face = "sans-serif";
  let type = 14; // px of a name at scale 1

  const places = new Map(); // of every node that was ever drawn

  /** How wide a line of a name is, in px at its normal size. */
  function widthOf(line) {
    let width = widths.get(line);
    if (width === undefined) {
      pen.font = `${type}px ${face}`;
      width = pen.measureText(line).width;
      widths.set(line, width);
    }
    return width;
  }

  const clip = (text, most) => (text.length > most ? `${text.slice(0, most - 2)}…` : text);
  const named = new Map(); // entity → its name as it is written: {text, lines, widths, width}
  /** An entity's name as the drawing writes it: in lines, with their widths and that of the widest. */
  function nameOf(n) {
    if (!named.has(n)) named.set(n, measured(L2.store.E.lines[n] || clip(L2.store.E.label[n], 60)));
    return named.get(n);
  }
  function measured(text) {
    const widthsOf = text.split("\n").map(widthOf);
    return { text, lines: widthsOf.length, widths: widthsOf, width: Math.max(...widthsOf) };
  }
  const valueText = (id) => {
    const [i] = L2.scene.values.get(id).claims;
    return clip(`${L2.words.wording(i)}: ${L2.words.object(i)}`, 40);
  };
  const sizes = new Map(); // of the marks of the first view, which are drawn before the graph is unpacked
  const sizeOf = (n) => sizes.get(n) ?? (L2.store.E.size[n] || 9);
  /** How large names are written at a scale, in steps, so that a small change of the scale leaves them as they are. */
  const typeAt = (scale) => Math.min(Math.max(type, Math.ceil((2 * READABLE) / scale) / 2), LARGEST_NAME);

  /** What a node covers, nearly: enough to find a free spot. */
  function boxOf(id) {
    if (typeof id !== "number") return { w: Math.max(10, widthOf(valueText(id)) / 2) + 6, up: 14, down: 14 };
    const { lines, width } = nameOf(id);
    const size = sizeOf(id);
    return { w: Math.max(size, width / 2) + 6, up: size + 4, down: size + 8 + LINE * lines };
  }

  /** Find a place near a point where nothing stands: the first one on growing rings, from the side that faces away from the middle. */
  function freeSpot(id, near, from, taken) {
    const box = boxOf(id);
    const isFree = (x, y) =>
      taken.every(
        (other) =>
          Math.abs(other.x - x) > other.w + box.w || (y > other.y ? y - other.y > other.down + box.up : other.y - y > other.up + box.down),
      );
    if (from === 0 && isFree(near.x, near.y)) return near;
    const outward = Math.atan2(near.y, near.x || 1);
    for (let radius = from || 24; radius < 6000; radius += 24) {
      const turns = Math.max(16, Math.round(radius / 24));
      for (let turn = 0; turn < turns; turn += 1) {
        const angle = outward + (turn % 2 ? 1 : -1) * Math.ceil(turn / 2) * ((2 * Math.PI) / turns);
        const [x, y] = [Math.round(near.x + radius * 1.25 * Math.cos(angle)), Math.round(near.y + radius * Math.sin(angle))];
        if (isFree(x, y)) return { x, y };
      }
    }
    return { x: near.x, y: near.y + from };
  }

  /** Give a place to what is drawn for the first time. */
  function placeNewcomers() {
    const { E, C } = L2.store;
    const { nodes, values } = L2.scene;
    const newcomers = [...nodes].filter((n) => !places.has(n));
    const fresh = [...values.keys()].filter((id) => !places.has(id));
    if (!newcomers.length && !fresh.length) return;
    const first = new Set(L2.store.first);
    const taken = [...places]
      .filter(([id]) => nodes.has(id) || values.has(id) || first.has(id))
      .map(([id, place]) => ({ ...place, ...boxOf(id) }));
    const put = (id, near, from) => {
      const place = freeSpot(id, near, from, taken);
      places.set(id, place);
      taken.push({ ...place, ...boxOf(id) });
    };
    for (const n of newcomers) put(n, { x: E.x[n], y: E.y[n] }, 0);
    for (const id of fresh) put(id, places.get(C.s[values.get(id).claims[0]]), 62);
  }

  /** Boxes in a grid, to ask whether anything lies across another one. */
  class Grid {
    constructor() {
      this.cells = new Map();
    }
    *keys({ left, right, top, bottom }) {
      for (let column = Math.floor(left / CELL); column <= Math.floor(right / CELL); column += 1)
        for (let row = Math.floor(top / CELL); row <= Math.floor(bottom / CELL); row += 1) yield column * 65_536 + row;
    }
    add(box) {
      for (const key of this.keys(box)) {
        const cell = this.cells.get(key);
        if (cell) cell.push(box);
        else this.cells.set(key, [box]);
      }
    }
    /** Whether nothing lies across a box, other than what belongs to one node. */
    isFree(box, except = -1) {
      for (const key of this.keys(box))
        for (const other of this.cells.get(key) ?? [])
          if (
            other.n !== except &&
            box.right >= other.left &&
            box.left <= other.right &&
            box.bottom >= other.top &&
            box.top <= other.bottom
          )
            return false;
      return true;
    }
  }

  /** Choose which names to write at a scale: the wanted ones first, each where it covers no other name or node. */
  function chooseNames(scale, wanted, must) {
    const grown = typeAt(scale) / type;
    const weights = new Map([...L2.scene.nodes].map((n) => [n, wanted(n)]));
    const order = [...weights.keys()].sort((a, b) => weights.get(b) - weights.get(a) || a - b);
    const [names, marks] = [new Grid(), new Grid()];
    for (const n of order) {
      const { x, y } = places.get(n);
      const r = sizeOf(n);
      marks.add({ n, left: x - r, right: x + r, top: y - r, bottom: y + r });
    }
    const chosen = new Set();
    for (const n of order) {
      const { x, y } = places.get(n);
      const top = y + sizeOf(n) + 2;
      const lines = nameOf(n).widths.map((width, k) => {
        const half = (width / 2 + 2) * grown;
        return { n, left: x - half, right: x + half, top: top + k * type * grown, bottom: top + (k + 1) * type * grown + 2 };
      });
      const isFree = lines.every((line) => names.isFree(line) && (chosen.size < HUBS || marks.isFree(line, n)));
      if (!isFree && !must(n)) continue;
      for (const line of lines) names.add(line);
      chosen.add(n);
    }
    return chosen;
  }

  /** What some nodes cover, names and all, where names are written so many times as large as at scale 1. */
  function frameOf(ids, grown = 1) {
    const frame = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    for (const id of ids) {
      const place = places.get(id);
      if (!place) continue;
      const { w, up, down } = boxOf(id);
      const size = typeof id === "number" ? sizeOf(id) : down;
      frame.left = Math.min(frame.left, place.x - w * grown);
      frame.right = Math.max(frame.right, place.x + w * grown);
      frame.top = Math.min(frame.top, place.y - up);
      frame.bottom = Math.max(frame.bottom, place.y + size + (down - size) * grown);
    }
    return frame;
  }

  /** The scale and the middle that show some nodes, names and all, in so many px. */
  function viewOf(ids, width, height, largest) {
    let scale = largest;
    let frame = frameOf(ids);
    for (let round = 0; round < 3; round += 1) {
      scale = Math.min(largest, width / (frame.right - frame.left), height / (frame.bottom - frame.top));
      frame = frameOf(ids, typeAt(scale) / type); // names that are written larger need more room
    }
    return Number.isFinite(frame.left)
      ? { scale, position: { x: (frame.left + frame.right) / 2, y: (frame.top + frame.bottom) / 2 } }
      : { scale: 1, position: { x: 0, y: 0 } };
  }

  L2.spots = {
    /** Take the drawing's font and the places that are known from the beginning. */
    begin(drawing) {
      ({ face = face, size: type = type } = drawing.options.nodes?.font ?? {});
      for (const { id, x, y, label, size } of drawing.nodes) {
        places.set(id, { x, y });
        sizes.set(id, size);
        named.set(id, measured(label));
      }
    },
    places,
    placeNewcomers,
    chooseNames,
    viewOf,
    nameOf,
    valueText,
    sizeOf,
    typeAt,
    widthAt: (text, size) => widthOf(text) * (size / type),
    get face() {
      return face;
    },
    get type() {
      return type;
    },
  };
})();
