"use strict";
/* The drawing: the scene handed to vis-network, painted once a frame, and what of it is in view. */
(() => {
  const { L2 } = window;
  const { byId, t } = L2;
  const NARROW_SCALE = 0.55; // smallest scale at first on a small screen
  const LARGEST = 1.3; // scale that fitting a small drawing may reach
  const EDGE = 26; // px kept free at the edges of the drawing
  const CHIPS = 24; // px more at its top, where the filters that are on lie over it

  let network = null;
  let container = null;
  let nodes = null; // the stage on which vis-network's nodes stand
  let lines = new Map(); // id → what is to be seen of a line
  let isAtHand = false; // what is chosen was chosen in the drawing
  let moved = false; // the reader has chosen a view of his own
  const view = { scale: 1, names: new Set(), hover: null }; // names: the nodes whose names find room at this scale
  const { places } = L2.spots;

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

  function paint() {
    const { E } = L2.store;
    const { focus } = L2.scene;
    const { isChosen } = L2.strokes;
    view.scale = network.getScale();
    view.names = L2.spots.chooseNames(
      view.scale,
      (n) => (isChosen(n) ? 2e9 : focus?.nodes.has(n) ? 1e9 : 0) + E.claims[n],
      (n) => isChosen(n) || n === view.hover,
    );
    show(L2.strokes.nodes(view), L2.strokes.edges(view));
  }

  /** Put nodes and lines into the drawing, and no others. */
  function show(someNodes, someLines) {
    if (nodes.show(someNodes)) network._updateVisibleIndices();
    lines = someLines;
  }

  function write(pen) {
    L2.strands.write(pen, lines, network);
    L2.names.write(pen, nodes.shown, network);
  }

  let repainting = false;
  function repaintSoon() {
    if (repainting) return;
    repainting = true;
    window.requestAnimationFrame(() => {
      repainting = false;
      inOneFrame(paint);
    });
  }

  // ---------------------------------------------------------------- what is in view

  const animation = (duration) => (L2.reduced.matches ? false : { duration, easingFunction: "easeInOutQuad" });
  /** The view that shows some nodes, and leaves free the edges and what the chips of the filters cover. */
  function viewOf(ids, largest) {
    const chips = L2.store && L2.state.isFiltered() ? CHIPS : 0;
    const { scale, position } = L2.spots.viewOf(ids, container.clientWidth - 2 * EDGE, container.clientHeight - 2 * EDGE - chips, largest);
    return { scale, position: { x: position.x, y: position.y - chips / 2 / scale } };
  }

  /** Show everything; where names would be too small for that, what most is said about. */
  function fit() {
    if (!container.clientWidth) return;
    const { nodes: drawn, values } = L2.scene;
    const whole = viewOf([...drawn, ...values.keys()], LARGEST);
    if (L2.isNarrow() && whole.scale < NARROW_SCALE && drawn.size) {
      const { E } = L2.store;
      const busiest = [...drawn].reduce((best, n) =>
        E.claims[n] > E.claims[best] || (E.claims[n] === E.claims[best] && n < best) ? n : best,
      );
      network.moveTo({ position: places.get(busiest), scale: NARROW_SCALE, animation: false });
    } else network.moveTo({ ...whole, animation: false });
  }

  /** Bring what is chosen into view where it is not, without changing the scale more than needed. */
  function bringIntoView(ids) {
    const known = ids.filter((id) => places.has(id));
    if (!known.length || !container.clientWidth) return;
    const scale = network.getScale();
    const inside = known.every((id) => {
      const at = network.canvasToDOM(places.get(id));
      return at.x > EDGE && at.y > EDGE - 6 && at.x < container.clientWidth - EDGE && at.y < container.clientHeight - 2 * EDGE;
    });
    if (inside && scale > 0.45) return;
    moved = true;
    const target = known.length === 1 ? { position: places.get(known[0]), scale: Math.max(scale, 0.8) } : viewOf(known, 1);
    network.moveTo({ ...target, animation: animation(320) });
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

  function resized() {
    if (moved || !L2.scene) return;
    inOneFrame(() => {
      fit();
      paint();
    });
  }

  function listen() {
    network.on("zoom", () => {
      moved = true;
      repaintSoon();
    });
    network.on("animationFinished", repaintSoon);
    network.on("dragEnd", ({ nodes: dragged }) => {
      moved = true;
      for (const id of dragged) {
        places.set(id, network.getPositions([id])[id]);
        nodes.retell(id);
      }
    });
    network.on("resize", () => window.queueMicrotask(resized)); // after vis-network has put its own view back
  }

  // ---------------------------------------------------------------- what is told about it

  function tellStatus() {
    const { nodes: drawn, claims, weak } = L2.scene;
    const rest = L2.store.E.n - drawn.size;
    const told = t("drawn", { entities: t("entities", { n: drawn.size }), claims: t("claims", { n: claims }) });
    const status = byId("status");
    status.textContent = told + (weak.size ? t("drawnWeak", { n: weak.size }) : "") + (rest > 0 ? t("drawnRest", { n: rest }) : "");
    status.title = status.textContent;
    byId("nothing").hidden = drawn.size > 0;
    byId("nothing").textContent = drawn.size ? "" : t(L2.state.isFiltered() ? "emptyFiltered" : "emptyGraph");
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
      L2.strokes.readInk();
      L2.spots.begin(drawing);
      const options = {
        ...drawing.options,
        interaction: { ...drawing.options.interaction, keyboard: false, selectConnectedEdges: false, hover: true, multiselect: false },
      };
      container = byId("graph");
      const sets = { nodes: new window.vis.DataSet(), edges: new window.vis.DataSet() };
      network = new window.vis.Network(container, sets, options);
      nodes = new L2.Stage(sets.nodes, network.body.nodes);
      const first = L2.strokes.first(drawing);
      show(first.nodes, first.edges);
      network.on("beforeDrawing", (pen) => L2.strands.paint(pen, lines, nodes.shown, network));
      network.on("afterDrawing", write);
      if (container.clientWidth) network.moveTo({ ...viewOf([...first.nodes.keys()], LARGEST), animation: false });
      L2.network = network;
    },
    /** Take over with the whole graph in memory. */
    start() {
      describe();
      listen();
      L2.pointer.start(container);
    },
    draw() {
      L2.scene = L2.makeScene();
      L2.spots.placeNewcomers();
      inOneFrame(() => {
        if (!moved) fit(); // before painting: the scale decides how names are written
        paint();
        const { sel } = L2.state.now;
        if (sel.kind === "entity" && L2.scene.nodes.has(sel.n)) network.selectNodes([sel.n], false);
        else network.unselectAll();
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
    /** Do what the reader chooses in the drawing: it is in sight, so the view stays, and a second click finds it where it was. */
    atHand(act) {
      isAtHand = true;
      act();
      isAtHand = false;
    },
    fit() {
      moved = false;
      inOneFrame(() => {
        fit();
        paint();
      });
    },
    zoom,
    pan(dx, dy) {
      const { x, y } = network.getViewPosition();
      moved = true;
      network.moveTo({ position: { x: x + dx / view.scale, y: y + dy / view.scale }, animation: false });
    },
    recolour() {
      L2.strokes.readInk();
      if (L2.scene) inOneFrame(paint);
    },
    /** What the pointer is at; null for nothing. */
    get hovered() {
      return view.hover;
    },
    set hovered(id) {
      view.hover = id;
      inOneFrame(() => show(nodes.shown, L2.strokes.edges(view)));
    },
    resize() {
      network.setSize("100%", "100%");
      network.redraw();
      resized();
    },
    /** What an export draws: the same nodes and edges with their places. */
    picture: () => ({
      nodes: [...nodes.shown.values()],
      edges: [...lines.values()],
      places,
      ink: L2.strokes.ink,
      type: { node: L2.spots.typeAt(view.scale), edge: L2.strokes.edgeType, face: L2.spots.face },
    }),
    canvas: () => container.querySelector("canvas"),
    /** Where a node, or the middle of the line between two, is on the screen: for tests. */
    at(a, b = a) {
      const [one, other] = [places.get(a), places.get(b)];
      const middle = network.canvasToDOM({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });
      const frame = container.getBoundingClientRect();
      return [middle.x + frame.x, middle.y + frame.y];
    },
    edge: (id) => lines.get(id),
    edges: () => [...lines.values()],
    /** The line at a point of the drawing; null for none. */
    lineAt: (point) => L2.strands.at(point, lines, network),
    node: (id) => nodes.shown.get(id),
    /** What the names that are written cover: for tests and measures. */
    names: () => L2.names.boxes(nodes.shown, network),
    positions: () => network.getPositions(),
  };
})();
