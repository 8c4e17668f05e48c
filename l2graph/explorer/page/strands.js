"use strict";
/* The lines of the drawing, painted by ourselves below what vis-network paints, with their heads and words, and found under the pointer.
   To vis-network each would be a thing to make, style and lay out, which a filter would wait for. */
(() => {
  const { L2 } = window;
  const REACH = 10; // px from a line at which the pointer is on it
  const LOOP = 16; // px: radius of a line that comes back to where it begins
  const HEAD = { length: 15, width: 3, half: 0.3, notch: 0.9 }; // of an arrow: px, px for each px of the line, and parts of its length
  const PIECES = 12; // straight ones that a curve is taken for, to find it under the pointer

  /** Where a line runs: from a to b, by way of c where it is bent; or round `loop`. */
  function courseOf({ from, to, smooth }, network) {
    const a = network.getPosition(from);
    if (from === to) {
      const reach = L2.spots.sizeOf(from) + LOOP / 2;
      return { a, b: a, loop: { x: a.x + reach * Math.SQRT1_2, y: a.y - reach * Math.SQRT1_2 } };
    }
    const b = network.getPosition(to);
    if (!smooth) return { a, b };
    const bend = smooth.type === "curvedCW" ? smooth.roundness : -smooth.roundness;
    return { a, b, c: { x: (a.x + b.x) / 2 + (b.y - a.y) * bend, y: (a.y + b.y) / 2 - (b.x - a.x) * bend } };
  }

  /** The point of a course after a share of it. */
  function pointAt({ a, b, c }, share) {
    const rest = 1 - share;
    if (!c) return { x: rest * a.x + share * b.x, y: rest * a.y + share * b.y };
    const [p, q, r] = [rest * rest, 2 * rest * share, share * share];
    return { x: p * a.x + q * c.x + r * b.x, y: p * a.y + q * c.y + r * b.y };
  }

  /** How far the edge of a mark is from its middle, in the direction of a point. */
  function rimOf(node, dx, dy) {
    if (!node) return 0;
    const size = node.size ?? 10;
    const far = Math.hypot(dx, dy) || 1;
    const reach =
      node.shape === "dot" ? size : Math.min(size / Math.max(Math.abs(dx) / far, 0.01), size / Math.max(Math.abs(dy) / far, 0.01));
    return reach + (node.borderWidth ?? 1);
  }

  /** The share of a course at which it reaches the mark at one of its ends (0 or 1). */
  function shareAtRim(course, node, end) {
    const { a, b, c } = course;
    const [middle, other] = end ? [b, c ?? a] : [a, c ?? b];
    const rim = rimOf(node, other.x - middle.x, other.y - middle.y);
    let [near, far] = [end, 0.5];
    for (let round = 0; round < 9; round += 1) {
      const half = (near + far) / 2;
      const { x, y } = pointAt(course, half);
      if (Math.hypot(x - middle.x, y - middle.y) > rim) far = half;
      else near = half;
    }
    return near;
  }

  function paintHead(pen, course, share, end, width) {
    const length = HEAD.length * 0.55 + HEAD.width * width;
    const tip = pointAt(course, share);
    const before = pointAt(course, end ? share - 0.03 : share + 0.03);
    const far = Math.hypot(tip.x - before.x, tip.y - before.y) || 1;
    const [ux, uy] = [((tip.x - before.x) / far) * length, ((tip.y - before.y) / far) * length];
    pen.beginPath();
    pen.moveTo(tip.x, tip.y);
    pen.lineTo(tip.x - ux - uy * HEAD.half, tip.y - uy + ux * HEAD.half);
    pen.lineTo(tip.x - ux * HEAD.notch, tip.y - uy * HEAD.notch);
    pen.lineTo(tip.x - ux + uy * HEAD.half, tip.y - uy - ux * HEAD.half);
    pen.fill();
  }

  function paint(pen, line, course, nodes) {
    const { a, b, c, loop } = course;
    const { color, opacity } = line.color;
    pen.globalAlpha = opacity;
    pen.strokeStyle = color;
    pen.lineWidth = line.width;
    pen.setLineDash(line.dashes || []);
    pen.beginPath();
    if (loop) pen.arc(loop.x, loop.y, LOOP, 0, 2 * Math.PI);
    else {
      pen.moveTo(a.x, a.y);
      if (c) pen.quadraticCurveTo(c.x, c.y, b.x, b.y);
      else pen.lineTo(b.x, b.y);
    }
    pen.stroke();
    if (loop) return;
    pen.fillStyle = color;
    if (line.arrows?.to.enabled) paintHead(pen, course, shareAtRim(course, nodes.get(line.to), 1), 1, line.width);
    if (line.arrows?.from.enabled) paintHead(pen, course, shareAtRim(course, nodes.get(line.from), 0), 0, line.width);
  }

  /** Write the words of a line in its middle, along it where they fit. */
  function write(pen, { label, font }, course) {
    const { a, b, loop } = course;
    const { x, y } = loop ? { x: loop.x + LOOP, y: loop.y - LOOP } : pointAt(course, 0.5);
    const width = L2.spots.widthAt(label, font.size);
    pen.save();
    pen.translate(x, y);
    if (font.align !== "horizontal") pen.rotate(Math.atan((b.y - a.y) / (b.x - a.x || 1e-6)));
    pen.fillStyle = font.background;
    pen.fillRect(-width / 2, -font.size / 2, width, font.size);
    pen.font = `${font.size}px ${L2.spots.face}`;
    pen.fillStyle = font.color;
    pen.fillText(label, 0, 0);
    pen.restore();
  }

  /** How far a point is from a straight piece. */
  function distance({ x, y }, a, b) {
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const along = Math.min(Math.max(((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1), 0), 1);
    return Math.hypot(x - a.x - along * dx, y - a.y - along * dy);
  }

  function distanceTo(course, point) {
    const { a, b, c, loop } = course;
    if (loop) return Math.abs(Math.hypot(point.x - loop.x, point.y - loop.y) - LOOP);
    if (!c) return distance(point, a, b);
    let least = Infinity;
    for (let k = 0; k < PIECES; k += 1)
      least = Math.min(least, distance(point, pointAt(course, k / PIECES), pointAt(course, (k + 1) / PIECES)));
    return least;
  }

  L2.strands = {
    /** Paint all lines. */
    paint(pen, lines, nodes, network) {
      pen.save();
      for (const line of lines.values()) paint(pen, line, courseOf(line, network), nodes);
      pen.restore();
    },
    /** Write the words of all lines that have some. */
    write(pen, lines, network) {
      pen.textAlign = "center";
      pen.textBaseline = "middle";
      for (const line of lines.values()) if (line.label) write(pen, line, courseOf(line, network));
    },
    /** The line nearest to a point of the drawing, within reach of it; null for none. */
    at(point, lines, network) {
      let [found, least] = [null, REACH];
      for (const [id, line] of lines) {
        const far = distanceTo(courseOf(line, network), point);
        if (far < least) [found, least] = [id, far];
      }
      return found;
    },
  };
})();
