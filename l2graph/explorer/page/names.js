"use strict";
/* The names of things, written by ourselves below their marks, over what vis-network paints. It would lay each out anew whenever it is
   drawn, which costs more than all the rest. */
(() => {
  const { L2 } = window;
  const BELOW = 5; // px between a mark and its name

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

  L2.names = {
    /** Write the names of things, over everything. */
    write: writeNames,
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
