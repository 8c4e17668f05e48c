"use strict";
/* How the scene looks: its nodes and lines as vis-network takes them, in the colours of the moment. */
(() => {
  const { L2 } = window;
  const OPACITY = [1, 0.72, 0.45]; // by certainty
  const HALO = 4; // px round the letters of a name, in the colour of the ground
  const DENSE = 60; // more lines than this are labelled only where the reader looks

  let edgeType = 11.5;
  let ink = {};

  function readInk() {
    const style = window.getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    ink = Object.fromEntries(
      ["text", "muted", "canvas", "edge", "denied", "accent", "rim", "ghost", "surface"].map((name) => [name, colour(name)]),
    );
  }

  const byId = (items, make) => new Map(items.map((item) => [item.id, make(item)]));
  const isDim = (id) => L2.scene.focus !== null && !L2.scene.focus.nodes.has(id);
  const isChosen = (n) => {
    const { sel } = L2.state.now;
    return (sel.kind === "entity" && sel.n === n) || (sel.kind === "path" && (sel.a === n || sel.b === n));
  };

  function drawnNode(n, { scale, names }) {
    const look = L2.words.cls(n);
    const dim = isDim(n);
    const chosen = isChosen(n);
    const fill = { background: look.color, border: chosen ? ink.text : ink.rim };
    return {
      id: n,
      ...L2.spots.places.get(n),
      label: names.has(n) ? L2.spots.nameOf(n).text : "",
      shape: look.shape,
      size: L2.spots.sizeOf(n),
      opacity: dim ? 0.16 : 1,
      borderWidth: chosen ? 3.5 : 1.5,
      borderWidthSelected: 3.5,
      color: { ...fill, highlight: { ...fill, border: ink.text }, hover: { ...fill, border: ink.text } },
      font: { size: L2.spots.typeAt(scale), color: dim ? ink.ghost : ink.text, strokeWidth: dim ? 0 : HALO },
    };
  }

  function drawnValue(id, { scale }) {
    const dim = isDim(id);
    const fill = { background: ink.surface, border: dim ? ink.ghost : ink.edge };
    return {
      id,
      ...L2.spots.places.get(id),
      label: L2.spots.valueText(id),
      shape: "box",
      margin: { top: 4, right: 6, bottom: 4, left: 6 },
      borderWidth: 1,
      shapeProperties: { borderRadius: 4 },
      color: { ...fill, highlight: fill, hover: fill },
      font: { color: dim ? ink.ghost : ink.text, size: Math.min(Math.max(11, 10 / scale), 18), strokeWidth: 0 },
    };
  }

  /** How much of a line between two entities is free for words: what their marks leave, and the name below the upper one. */
  function roomOf(a, b) {
    const { places, sizeOf, nameOf } = L2.spots;
    const [upper, lower] = places.get(a).y < places.get(b).y ? [a, b] : [b, a];
    const [dx, dy] = [places.get(lower).x - places.get(upper).x, places.get(lower).y - places.get(upper).y];
    const name = dy > Math.abs(dx) / 2 ? 2 * (4 + 16 * nameOf(upper).lines) : 0; // twice: the words stand in the middle
    return Math.hypot(dx, dy) - sizeOf(a) - sizeOf(b) - 24 - name;
  }

  /** How a bundle's claims, or one strand of them, look: dashes, colour, heads. */
  function strokeOf(claims) {
    const { C } = L2.store;
    const properties = [...new Set(claims.map(L2.words.wording))];
    return {
      fact: claims.some((i) => C.fact[i]),
      contested: claims.some((i) => L2.store.against.has(i)) || claims.every((i) => C.denied[i]),
      opacity: Math.max(...claims.map((i) => OPACITY[C.certainty[i]] ?? 1)),
      name:
        properties.length > 1
          ? `${properties[0]} +${claims.length - 1}`
          : claims.length > 1
            ? `${properties[0]} ×${claims.length}`
            : properties[0],
      pointsAt: (n) => claims.some((i) => !L2.store.properties[C.p[i]].symmetric && C.o[i] === n),
    };
  }

  const isNear = (bundle, from, to, hover) => hover === bundle || hover === from || hover === to || L2.scene.focus?.edges.has(bundle);

  function drawnEdge(id, { from, to, claims, curve = 0, isValue = false }, { scale, hover }) {
    const { focus, bundles } = L2.scene;
    const bundle = id.split(":")[0];
    const stroke = strokeOf(claims);
    const near = isNear(bundle, from, to, hover);
    const dim = focus !== null && !focus.edges.has(bundle);
    const colour = stroke.contested ? ink.denied : near ? ink.accent : ink.edge;
    const many = `×${claims.length}`;
    const room = isValue ? 0 : roomOf(from, to);
    const size = near ? Math.max(edgeType, 10.5 / scale) : edgeType;
    const fits = (text) => L2.spots.widthAt(text, size) < room;
    const alone = hover === bundle || (focus?.edges.has(bundle) && focus.edges.size === 1);
    const legible = scale * edgeType >= 7;
    const whole = stroke.name;
    let label = "";
    if (!isValue && !dim && (near || (legible && bundles.size <= DENSE)))
      label = alone || fits(whole) ? whole : claims.length > 1 && fits(many) ? many : "";
    const head = (n) => ({ enabled: !isValue && stroke.pointsAt(n), scaleFactor: 0.55 });
    return {
      id,
      from,
      to,
      dashes: stroke.fact ? false : [6, 5],
      width: Math.min(1.4 + 0.5 * (claims.length - 1), 5) + (near && !dim ? 0.6 : 0),
      hoverWidth: 0.8,
      selectionWidth: 0.8,
      color: { color: colour, highlight: colour, hover: colour, opacity: dim ? 0.1 : stroke.opacity },
      smooth: curve ? { enabled: true, type: curve > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(curve) } : false,
      arrows: { to: head(to), from: head(from) },
      label,
      font: {
        size,
        color: stroke.contested ? ink.denied : near ? ink.text : ink.muted,
        background: ink.canvas,
        align: curve || !fits(whole) ? "horizontal" : "middle",
      },
    };
  }

  /** The edges of a bundle: one, or, where it is open, a strand for each property and direction. */
  function edgesOf({ id, a, b, claims }) {
    const { sel } = L2.state.now;
    const isOpen = (sel.kind === "link" && id === L2.edgeId(sel.a, sel.b)) || (sel.kind === "claim" && id === L2.lineOf(sel.c));
    if (!isOpen || claims.length < 2 || a === b) return [[id, { from: a, to: b, claims }]];
    const { C } = L2.store;
    const strands = new Map();
    for (const i of claims) {
      const key = `${C.p[i]} ${C.s[i]} ${C.denied[i]}`;
      if (!strands.has(key)) strands.set(key, []);
      strands.get(key).push(i);
    }
    if (strands.size < 2) return [[id, { from: a, to: b, claims }]];
    const spread = Math.min(0.36, 1.2 / strands.size);
    return [...strands.values()].map((some, k) => [
      `${id}:${k}`,
      { from: a, to: b, claims: some, curve: (k - (strands.size - 1) / 2) * spread || 0.001 },
    ]);
  }

  L2.strokes = {
    readInk,
    edgesOf,
    isChosen,
    /** The first view as pyvis wrote it, in the colours of the moment. */
    first({ nodes, edges, options }) {
      edgeType = options.edges?.font?.size ?? edgeType;
      return {
        nodes: byId(nodes, (node) => ({
          ...node,
          borderWidth: 1.5,
          color: { background: node.color, border: ink.rim },
          font: { size: L2.spots.type, color: ink.text, strokeWidth: HALO },
        })),
        edges: byId(edges, ({ denied, certainty, arrows, ...edge }) => ({
          ...edge,
          dashes: edge.dashes ? [6, 5] : false,
          color: { color: denied ? ink.denied : ink.edge, opacity: OPACITY[certainty] ?? 1 },
        })),
      };
    },
    /** All nodes of the scene by their ids; `view` is {scale, names, hover}. */
    nodes(view) {
      const nodes = new Map();
      for (const n of L2.scene.nodes) nodes.set(n, drawnNode(n, view));
      for (const id of L2.scene.values.keys()) nodes.set(id, drawnValue(id, view));
      return nodes;
    },
    /** The lines of the scene by their ids, without the weak ones that nobody looks at. */
    edges(view) {
      const edges = new Map();
      for (const bundle of L2.scene.bundles.values()) {
        if (L2.scene.weak.has(bundle.id) && !isNear(bundle.id, bundle.a, bundle.b, view.hover)) continue;
        for (const [id, edge] of edgesOf(bundle)) edges.set(id, drawnEdge(id, edge, view));
      }
      for (const { id, claims } of L2.scene.values.values())
        edges.set(`line ${id}`, drawnEdge(`line ${id}`, { from: L2.store.C.s[claims[0]], to: id, claims, isValue: true }, view));
      return edges;
    },
    get ink() {
      return ink;
    },
    get edgeType() {
      return edgeType;
    },
  };
})();
