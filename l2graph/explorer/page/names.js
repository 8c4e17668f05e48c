"use strict";
/* The words in the drawing, written by ourselves over what vis-network paints: the names of things below their marks, those of lines
   on them. vis-network would lay each out anew whenever it is drawn, which costs more than all the rest. */
(() => {
  const { L2 } = window;
  const BELOW = 5; // px between a mark and its name
  const LOOP = 16; // px: half of a line that comes back to where it begins

  const isWritten = ({ label }) => Boolean(label?.trim());

  function writeName(pen, { x, y }, { label, size, font }) {
    pen.font = `${font.size}px ${L2.spots.face}`;
    pen.fillStyle = font.color;
    pen.lineWidth = font.strokeWidth;
    const lines = label.split("\n");
    const top = y + size + BELOW;
    if (font.strokeWidth) for (const [k, line] of lines.entries()) pen.strokeText(line, x, top + k * font.size); // all first: no halo over letters
    for (const [k, line] of lines.entries()) pen.fillText(line, x, top + k * font.size);
  }

  function writeNames(pen, nodes, network) {
    pen.textAlign = "center";
    pen.textBaseline = "hanging";
    pen.lineJoin = "round";
    pen.strokeStyle = L2.strokes.ink.canvas;
    for (const [id, node] of nodes) if (isWritten(node) && node.shape !== "box") writeName(pen, network.getPosition(id), node);
  }

  /** The middle of a line, and how it is inclined, so that words along it stand upright. */
  function middleOf(edge, { from, to, font }) {
    if (from === to) {
      const reach = L2.spots.sizeOf(from) + LOOP;
      return { x: edge.from.x + reach * Math.SQRT1_2, y: edge.from.y - reach * Math.SQRT1_2, angle: 0 };
    }
    const { x, y } = edge.edgeType.getPoint(0.5, edge.edgeType.getViaNode());
    if (font.align === "horizontal") return { x, y, angle: 0 };
    const [dx, dy] = [edge.to.x - edge.from.x, edge.to.y - edge.from.y];
    return { x, y, angle: Math.atan(dy / (dx || 1e-6)) };
  }

  function writeLine(pen, edge, item) {
    const { label, font } = item;
    const { x, y, angle } = middleOf(edge, item);
    const width = L2.spots.widthAt(label, font.size);
    pen.save();
    pen.translate(x, y);
    pen.rotate(angle);
    if (font.background) {
      pen.fillStyle = font.background;
      pen.fillRect(-width / 2, -font.size / 2, width, font.size);
    }
    pen.font = `${font.size}px ${L2.spots.face}`;
    pen.fillStyle = font.color;
    pen.fillText(label, 0, 0);
    pen.restore();
  }

  L2.names = {
    /** Write the names of lines, which the marks may cover. */
    ofLines(pen, edges, network) {
      pen.textAlign = "center";
      pen.textBaseline = "middle";
      for (const [id, item] of edges) {
        const edge = isWritten(item) ? network.body.edges[id] : null;
        if (edge?.connected) writeLine(pen, edge, item);
      }
    },
    /** Write the names of things, over everything. */
    ofThings: writeNames,
    /** What the names of things cover, for tests and measures: [{id, left, right, top, bottom, type}]. */
    boxes(nodes, network) {
      const boxes = [];
      for (const [id, { label, size, font, shape }] of nodes) {
        if (!label?.trim() || shape === "box") continue;
        const { x, y } = network.getPosition(id);
        const lines = label.split("\n");
        const half = Math.max(...lines.map((line) => L2.spots.widthAt(line, font.size))) / 2;
        const top = y + size + BELOW;
        boxes.push({ id, left: x - half, right: x + half, top, bottom: top + font.size * lines.length, type: font.size });
      }
      return boxes;
    },
  };
})();
