"use strict";
/* The drawing: the scene as vis-network's nodes and edges, names where they find room, and what the mouse and the arrow keys do. */
(() => {
  const { L2 } = window;
  const { byId, t } = L2;
  const OPACITY = [1, 0.72, 0.45]; // by certainty
  const NO_LABEL = " "; // an empty one would leave the old one standing
  const READABLE = 9.5; // px on the screen that a name needs at least
  const HUBS = 5; // names written first, even across smaller nodes
  const NARROW_SCALE = 0.55; // smallest scale at first on a small screen
  const DENSE = 60; // more lines than this are labelled only where the reader looks
  const LARGEST = 1.3; // scale that fitting a small drawing may reach

  let options = {};
  let network = null;
  let container = null;
  let nodeSet = null;
  let edgeSet = null;
  let ink = {};
  let scale = 1;
  let hover = null;
  let labels = new Set(); // of the nodes whose names find room at this scale
  let isAtHand = false; // what is chosen was chosen in the drawing
  let moved = false; // the reader has chosen a view of his own
  const places = new Map();
  const written = new Map(); // what vis-network was last told of each node and edge, as JSON
  const NODE_TYPE = () => options.nodes?.font?.size ?? 14;
  const EDGE_TYPE = () => options.edges?.font?.size ?? 11.5;

  function readInk() {
    const style = window.getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    ink = Object.fromEntries(
      ["text", "muted", "canvas", "edge", "denied", "accent", "rim", "ghost", "surface"].map((name) => [name, colour(name)]),
    );
  }

  const pen = document.createElement("canvas").getContext("2d");
  const widths = new Map();
  /** How wide a line of a name is, in px at its normal size. */
  function widthOf(line) {
    if (!widths.has(line)) {
      pen.font = `${NODE_TYPE()}px ${options.nodes?.font?.face ?? "sans-serif"}`;
      widths.set(line, pen.measureText(line).width);
    }
    return widths.get(line);
  }

  const nodeType = () => Math.min(Math.max(NODE_TYPE(), READABLE / scale), 90);
  const linesOf = (n) => (L2.store.E.lines[n] || clip(L2.store.E.label[n])).split("\n");
  const clip = (text) => (text.length > 60 ? `${text.slice(0, 58)}…` : text);
  const shorten = (text) => (text.length > 40 ? `${text.slice(0, 38)}…` : text);
  const valueText = (id) => {
    const [i] = L2.scene.values.get(id).claims;
    return shorten(`${L2.words.wording(i)}: ${L2.words.object(i)}`);
  };
  const isDim = (id) => L2.scene.focus !== null && !L2.scene.focus.nodes.has(id);
  const isChosen = (n) => {
    const { sel } = L2.state.now;
    return (sel.kind === "entity" && sel.n === n) || (sel.kind === "path" && (sel.a === n || sel.b === n));
  };

  function drawnNode(n) {
    const { E } = L2.store;
    const look = L2.words.cls(n);
    const dim = isDim(n);
    const chosen = isChosen(n);
    const fill = { background: look.color, border: chosen ? ink.text : ink.rim };
    return {
      id: n,
      ...places.get(n),
      label: labels.has(n) ? linesOf(n).join("\n") : NO_LABEL,
      shape: look.shape,
      size: E.size[n] || 9,
      opacity: dim ? 0.16 : 1,
      borderWidth: chosen ? 3.5 : 1.5,
      borderWidthSelected: 3.5,
      color: { ...fill, highlight: { ...fill, border: ink.text }, hover: { ...fill, border: ink.text } },
      font: { size: nodeType(), color: dim ? ink.ghost : ink.text, strokeWidth: dim ? 0 : 4, strokeColor: ink.canvas },
    };
  }

  function drawnValue(id) {
    const dim = isDim(id);
    const fill = { background: ink.surface, border: dim ? ink.ghost : ink.edge };
    return {
      id,
      ...places.get(id),
      label: valueText(id),
      shape: "box",
      margin: { top: 4, right: 6, bottom: 4, left: 6 },
      borderWidth: 1,
      shapeProperties: { borderRadius: 4 },
      color: { ...fill, highlight: fill, hover: fill },
      font: { color: dim ? ink.ghost : ink.text, size: Math.min(Math.max(11, 8.5 / scale), 16), strokeWidth: 0 },
    };
  }

  const distance = (a, b) => {
    const [one, other] = [places.get(a), places.get(b)];
    return Math.hypot(one.x - other.x, one.y - other.y);
  };

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

  function drawnEdge(id, { from, to, claims, curve = 0, isValue = false }) {
    const { sel } = L2.state.now;
    const { focus, bundles } = L2.scene;
    const bundle = id.split(":")[0];
    const stroke = strokeOf(claims);
    const near = hover === bundle || hover === from || hover === to || focus?.edges.has(bundle);
    const dim = focus !== null && !focus.edges.has(bundle);
    const colour = stroke.contested ? ink.denied : near ? ink.accent : ink.edge;
    const many = `×${claims.length}`;
    const room = isValue ? 0 : distance(from, to) - L2.store.E.size[from] - L2.store.E.size[to] - 14;
    const fits = (text) => widthOf(text) * (EDGE_TYPE() / NODE_TYPE()) < room;
    const alone = hover === bundle || (focus?.edges.has(bundle) && (focus.edges.size === 1 || sel.kind === "path"));
    const legible = scale * EDGE_TYPE() >= 7;
    const whole = stroke.name;
    let label = NO_LABEL;
    if (!isValue && !dim && (near || (legible && bundles.size <= DENSE)))
      label = alone || fits(whole) ? whole : claims.length > 1 && fits(many) ? many : NO_LABEL;
    const head = (n) => ({ enabled: !isValue && stroke.pointsAt(n), scaleFactor: 0.55 });
    return {
      id,
      from,
      to,
      hidden: L2.scene.weak.has(bundle) && !near,
      dashes: stroke.fact ? false : [6, 5],
      width: Math.min(1.4 + 0.5 * (claims.length - 1), 5) + (near && !dim ? 0.6 : 0),
      hoverWidth: 0.8,
      selectionWidth: 0.8,
      color: { color: colour, highlight: colour, hover: colour, opacity: dim ? 0.1 : stroke.opacity },
      smooth: curve ? { enabled: true, type: curve > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(curve) } : false,
      arrows: { to: head(to), from: head(from) },
      label,
      font: {
        size: near ? Math.max(EDGE_TYPE(), 10.5 / scale) : EDGE_TYPE(),
        color: stroke.contested ? ink.denied : near ? ink.text : ink.muted,
        strokeWidth: 0,
        background: label === NO_LABEL ? undefined : ink.canvas,
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

  /* What a node covers, nearly: enough to find a free spot. */
  function boxOf(id) {
    const isEntity = typeof id === "number";
    const lines = isEntity ? linesOf(id) : [valueText(id)];
    const size = isEntity ? L2.store.E.size[id] || 9 : 10;
    return { w: Math.max(size, Math.max(...lines.map(widthOf)) / 2) + 6, up: size + 4, down: isEntity ? size + 8 + 16 * lines.length : 14 };
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

  /** Tell vis-network only what is new: most of a drawing stays as it was. */
  function sync(set, prefix, wanted) {
    const gone = set.getIds().filter((id) => !wanted.has(id));
    if (gone.length) set.remove(gone);
    for (const id of gone) written.delete(prefix + id);
    const changed = [];
    for (const [id, item] of wanted) {
      const text = JSON.stringify(item);
      if (written.get(prefix + id) === text) continue;
      written.set(prefix + id, text);
      changed.push(item);
    }
    if (changed.length) set.update(changed);
  }

  /** Choose which names to write: those looked at first, then the most claimed, each where it covers no other name or node. */
  function chooseLabels() {
    const { E } = L2.store;
    const { focus, nodes } = L2.scene;
    const grown = nodeType() / NODE_TYPE();
    const wanted = (n) => (isChosen(n) ? 2e9 : focus?.nodes.has(n) ? 1e9 : 0) + E.claims[n];
    const order = [...nodes].sort((a, b) => wanted(b) - wanted(a) || a - b);
    const marks = order.map((n) => ({ n, ...places.get(n), r: E.size[n] || 9 }));
    const taken = [];
    labels = new Set();
    for (const { n, x, y, r } of marks) {
      const lines = linesOf(n);
      const half = (Math.max(...lines.map(widthOf)) / 2 + 2) * grown;
      const name = { left: x - half, right: x + half, top: y + r, bottom: y + r + 4 + 16 * grown * lines.length };
      const isFree =
        taken.every((other) => name.right < other.left || name.left > other.right || name.bottom < other.top || name.top > other.bottom) &&
        (taken.length < HUBS ||
          marks.every(
            (m) => m.n === n || name.right < m.x - m.r || name.left > m.x + m.r || name.bottom < m.y - m.r || name.top > m.y + m.r,
          ));
      if (!isFree && !isChosen(n) && n !== hover) continue;
      taken.push(name);
      labels.add(n);
    }
  }

  function drawnEdges() {
    const edges = new Map();
    for (const bundle of L2.scene.bundles.values()) for (const [id, edge] of edgesOf(bundle)) edges.set(id, drawnEdge(id, edge));
    for (const { id, claims } of L2.scene.values.values())
      edges.set(`line ${id}`, drawnEdge(`line ${id}`, { from: L2.store.C.s[claims[0]], to: id, claims, isValue: true }));
    return edges;
  }

  function paint() {
    scale = network.getScale();
    chooseLabels();
    const nodes = new Map();
    for (const n of L2.scene.nodes) nodes.set(n, drawnNode(n));
    for (const id of L2.scene.values.keys()) nodes.set(id, drawnValue(id));
    sync(nodeSet, "n", nodes);
    sync(edgeSet, "e", drawnEdges());
  }

  /** Do what changes the drawing in several steps, each of which vis-network would paint by itself; paint once, with the next frame. */
  function inOneFrame(steps) {
    const { emitter } = network.body;
    emitter.emit("_blockRedraw");
    try {
      steps();
    } finally {
      emitter.emit("_allowRedraw");
      emitter.emit("_requestRedraw");
    }
  }

  let repainting = false;
  function repaintSoon() {
    if (repainting) return;
    repainting = true;
    window.requestAnimationFrame(() => {
      repainting = false;
      paint();
    });
  }

  /** Show everything; where names would be too small for that, what most is said about. */
  function fit() {
    if (!container.clientWidth) return;
    network.fit({ animation: false, maxZoomLevel: LARGEST });
    if (L2.isNarrow() && network.getScale() < NARROW_SCALE && L2.scene.nodes.size) {
      const { E } = L2.store;
      const [busiest] = [...L2.scene.nodes].sort((a, b) => E.claims[b] - E.claims[a] || a - b);
      network.moveTo({ position: places.get(busiest), scale: NARROW_SCALE, animation: false });
    }
    paint();
  }

  const animation = (duration) => (L2.reduced.matches ? false : { duration, easingFunction: "easeInOutQuad" });

  /** Bring what is chosen into view where it is not, without changing the scale more than needed. */
  function bringIntoView(ids) {
    const known = ids.filter((id) => places.has(id));
    if (!known.length || !container.clientWidth) return;
    const inside = known.every((id) => {
      const at = network.canvasToDOM(places.get(id));
      return at.x > 50 && at.y > 40 && at.x < container.clientWidth - 50 && at.y < container.clientHeight - 60;
    });
    if (inside && network.getScale() > 0.45) return;
    moved = true;
    if (known.length === 1) network.focus(known[0], { scale: Math.max(network.getScale(), 0.8), animation: animation(320) });
    else network.fit({ nodes: known, maxZoomLevel: 1, animation: animation(320) });
    window.setTimeout(repaintSoon, L2.reduced.matches ? 0 : 340);
  }

  function zoom(factor) {
    moved = true;
    network.moveTo({
      scale: Math.min(Math.max(network.getScale() * factor, 0.05), 4),
      animation: L2.reduced.matches ? false : { duration: 150, easingFunction: "easeOutQuad" },
    });
    window.setTimeout(repaintSoon, L2.reduced.matches ? 0 : 170);
  }

  // ---------------------------------------------------------------- what the reader does

  function hint(text) {
    byId("hint").hidden = !text;
    byId("hint").textContent = text;
  }

  function hintOf(id) {
    const { bundles, values } = L2.scene;
    if (typeof id === "number") {
      const hidden = L2.hiddenNeighbours(id).length;
      return (
        t("nodeHint", { name: L2.words.label(id), cls: L2.words.cls(id).label, claims: t("claims", { n: L2.store.E.claims[id] }) }) +
        (hidden ? t("nodeHidden", { n: hidden }) : "")
      );
    }
    const claims = (bundles.get(String(id).split(":")[0]) ?? values.get(id) ?? values.get(String(id).replace(/^line /, "")))?.claims;
    if (!claims) return "";
    const phrase = L2.words.phrase(claims[0]);
    return claims.length > 1 ? t("edgeHintMore", { phrase, n: claims.length - 1 }) : phrase;
  }

  function setHover(id) {
    const next = id === null || typeof id === "number" ? id : String(id).split(":")[0];
    if (next === hover) return;
    hover = next;
    container.style.cursor = hover === null ? "" : "pointer";
    hint(hover === null ? "" : hintOf(hover));
    sync(edgeSet, "e", drawnEdges());
  }

  /** What is clicked is in sight: the view stays, so that a second click finds it where it was. */
  function clicked(event) {
    isAtHand = true;
    choose(event);
    isAtHand = false;
  }

  function choose({ nodes, edges }) {
    const { C } = L2.store;
    if (nodes.length) {
      const [id] = nodes;
      if (typeof id === "number") L2.choose(id);
      else L2.state.go({ sel: { kind: "claim", c: L2.scene.values.get(id).claims[0] } });
    } else if (edges.length) {
      const [id, strand] = String(edges[0]).split(":");
      const bundle = L2.scene.bundles.get(id);
      if (!bundle) L2.state.go({ sel: { kind: "claim", c: L2.scene.values.get(id.replace(/^line /, "")).claims[0] } });
      else if (strand !== undefined || bundle.claims.length === 1)
        L2.state.go({ sel: { kind: "claim", c: strand === undefined ? bundle.claims[0] : edgesOf(bundle)[Number(strand)][1].claims[0] } });
      else L2.state.go({ sel: { kind: "link", a: C.s[bundle.claims[0]], b: C.o[bundle.claims[0]] }, at: bundle.claims[0] });
    } else if (L2.state.now.sel.kind !== "overview") L2.state.go({ sel: { kind: "overview" } });
  }

  /** Go from the chosen node to the nearest one in a direction. */
  function step(dx, dy) {
    const nodes = [...L2.scene.nodes];
    if (!nodes.length) return;
    const { sel } = L2.state.now;
    const { E } = L2.store;
    if (sel.kind !== "entity" || !places.has(sel.n)) {
      L2.choose(nodes.sort((a, b) => E.claims[b] - E.claims[a] || a - b)[0]);
      return;
    }
    const here = places.get(sel.n);
    let best = null;
    let least = Infinity;
    for (const n of nodes) {
      const { x, y } = places.get(n);
      const [along, aside] = dx ? [(x - here.x) * dx, Math.abs(y - here.y)] : [(y - here.y) * dy, Math.abs(x - here.x)];
      const cost = along + 2 * aside;
      if (n !== sel.n && along > 1 && aside < along * 2.5 && cost < least) [best, least] = [n, cost];
    }
    if (best !== null) L2.choose(best);
  }

  function keys(event) {
    const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in arrows) {
      const [dx, dy] = arrows[event.key];
      if (event.shiftKey) {
        const { x, y } = network.getViewPosition();
        moved = true;
        network.moveTo({ position: { x: x + (dx * 90) / scale, y: y + (dy * 90) / scale }, animation: false });
      } else step(dx, dy);
    } else if (event.key === "Enter" && L2.state.now.sel.kind !== "overview") byId("card").focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function listen() {
    network.on("click", clicked);
    container.addEventListener("dblclick", (event) => {
      const frame = container.getBoundingClientRect(); // the browser's own double click: vis-network's misses slow machines'
      const n = network.getNodeAt({ x: event.clientX - frame.x, y: event.clientY - frame.y });
      if (typeof n === "number") L2.expand(n);
    });
    network.on("hoverNode", ({ node }) => setHover(node));
    network.on("hoverEdge", ({ edge }) => setHover(edge));
    network.on("blurNode", () => setHover(null));
    network.on("blurEdge", () => setHover(null));
    network.on("zoom", () => {
      moved = true;
      repaintSoon();
    });
    network.on("animationFinished", repaintSoon);
    network.on("dragEnd", ({ nodes }) => {
      moved = true;
      for (const id of nodes) places.set(id, network.getPositions([id])[id]);
      for (const id of nodes) written.delete(`n${id}`);
    });
    network.on("resize", () => !moved && fit());
    container.addEventListener("keydown", keys);
    byId("zoom-in").addEventListener("click", () => zoom(1.3));
    byId("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
    byId("fit").addEventListener("click", () => L2.graph.fit());
  }

  function tellStatus() {
    const { nodes, claims, weak } = L2.scene;
    const rest = L2.store.E.n - nodes.size;
    const drawn = t("drawn", { entities: t("entities", { n: nodes.size }), claims: t("claims", { n: claims }) });
    byId("status").textContent =
      drawn + (weak.size ? t("drawnWeak", { n: weak.size }) : "") + (rest > 0 ? t("drawnRest", { n: rest }) : "");
    byId("nothing").hidden = nodes.size > 0;
    byId("nothing").textContent = nodes.size ? "" : t(L2.state.isFiltered() ? "emptyFiltered" : "emptyGraph");
  }

  function describe() {
    const frame = container.firstElementChild; // takes the focus: the arrow keys go to it
    frame.setAttribute("role", "application");
    frame.setAttribute(
      "aria-label",
      t("graphLabel", { entities: t("entities", { n: L2.store.E.n }), claims: t("claims", { n: L2.store.C.n }) }),
    );
    frame.setAttribute("aria-describedby", "graph-help");
    frame.id = "canvas";
    frame.tabIndex = 0;
  }

  L2.graph = {
    /** Draw the first view from what pyvis wrote, before the rest of the graph is unpacked. */
    begin(drawing) {
      readInk();
      options = {
        ...drawing.options,
        interaction: { ...drawing.options.interaction, keyboard: false, selectConnectedEdges: false, hover: true, multiselect: false },
      };
      container = byId("graph");
      for (const { id, x, y } of drawing.nodes) places.set(id, { x, y });
      const nodes = drawing.nodes.map((node) => ({
        ...node,
        borderWidth: 1.5,
        color: { background: node.color, border: ink.rim },
        font: { color: ink.text, strokeWidth: 4, strokeColor: ink.canvas },
      }));
      const edges = drawing.edges.map(({ denied, certainty, ...edge }) => ({
        ...edge,
        dashes: edge.dashes ? [6, 5] : false,
        color: {
          color: denied ? ink.denied : ink.edge,
          opacity: OPACITY[certainty] ?? OPACITY[["certain", "probable", "possible"].indexOf(certainty)] ?? 1,
        },
      }));
      nodeSet = new window.vis.DataSet(nodes);
      edgeSet = new window.vis.DataSet(edges);
      network = new window.vis.Network(container, { nodes: nodeSet, edges: edgeSet }, options);
      network.fit({ animation: false, maxZoomLevel: LARGEST });
      L2.network = network;
    },
    /** Take over with the whole graph in memory. */
    start() {
      describe();
      listen();
    },
    draw() {
      L2.scene = L2.makeScene();
      placeNewcomers();
      inOneFrame(() => {
        paint();
        const { sel } = L2.state.now;
        if (sel.kind === "entity" && L2.scene.nodes.has(sel.n)) network.selectNodes([sel.n], false);
        else network.unselectAll();
        if (!moved) fit();
      });
      tellStatus();
    },
    /** Look at what is chosen. */
    look() {
      const { focus } = L2.scene;
      const { sel } = L2.state.now;
      if (!focus || (isAtHand && !L2.isNarrow())) return;
      bringIntoView(sel.kind === "entity" ? [sel.n] : [...focus.nodes]);
    },
    fit() {
      moved = false;
      fit();
    },
    zoom,
    recolour() {
      readInk();
      written.clear();
      if (L2.scene) paint();
    },
    hover: (id) => setHover(id !== null && L2.scene.nodes.has(id) ? id : null),
    resize() {
      network.setSize("100%", "100%");
      network.redraw();
      if (!moved) fit();
    },
    /** What an export draws: the same nodes and edges with their places. */
    picture: () => ({
      nodes: nodeSet.get(),
      edges: edgeSet.get().filter((edge) => !edge.hidden),
      places,
      ink,
      type: { node: nodeType(), edge: EDGE_TYPE(), face: options.nodes?.font?.face ?? "sans-serif" },
    }),
    canvas: () => container.querySelector("canvas"),
    /** Where a node, or the middle of the line between two, is on the screen: for tests. */
    at(a, b = a) {
      const [one, other] = [places.get(a), places.get(b)];
      const middle = network.canvasToDOM({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });
      const frame = container.getBoundingClientRect();
      return [middle.x + frame.x, middle.y + frame.y];
    },
    edge: (id) => edgeSet.get(id),
    edges: () => edgeSet.get(),
    node: (id) => nodeSet.get(id),
    positions: () => network.getPositions(),
  };
})();
