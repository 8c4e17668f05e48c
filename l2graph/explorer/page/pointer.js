"use strict";
/* What the reader does in the drawing: point, click, double click, and walk with the arrow keys. */
(() => {
  const { L2 } = window;
  const { byId, t } = L2;
  let container = null;

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
    const claims = (bundles.get(id) ?? values.get(id) ?? values.get(id.replace(/^line /, "")))?.claims;
    if (!claims) return "";
    const phrase = L2.words.phrase(claims[0]);
    return claims.length > 1 ? t("edgeHintMore", { phrase, n: claims.length - 1 }) : phrase;
  }

  /** Point at a node or, by any of its strands, at a line; null for nothing. */
  function point(id) {
    const next = id === null || typeof id === "number" ? id : String(id).split(":")[0];
    if (next === L2.graph.hovered) return;
    container.style.cursor = next === null ? "" : "pointer";
    hint(next === null ? "" : hintOf(next));
    L2.graph.hovered = next;
  }

  /** Point at the line under the mouse, where no node is: at most once a frame. */
  function hover() {
    let latest = null;
    const look = () => {
      const frame = container.getBoundingClientRect();
      const at = { x: latest.clientX - frame.x, y: latest.clientY - frame.y };
      latest = null;
      if (L2.network.getNodeAt(at) === undefined) point(L2.graph.lineAt(L2.network.DOMtoCanvas(at)));
    };
    container.addEventListener("pointermove", (event) => {
      if (event.pointerType !== "mouse" || event.buttons || !L2.scene) return;
      if (!latest) window.requestAnimationFrame(look);
      latest = event;
    });
    container.addEventListener("pointerleave", () => point(null));
  }

  function choose({ nodes, pointer }) {
    const line = nodes.length ? null : L2.graph.lineAt(pointer.canvas);
    const { C } = L2.store;
    const { bundles, values } = L2.scene;
    if (nodes.length) {
      const [id] = nodes;
      if (typeof id === "number") L2.choose(id);
      else L2.state.go({ sel: { kind: "claim", c: values.get(id).claims[0] } });
    } else if (line !== null) {
      const [id, strand] = line.split(":");
      const bundle = bundles.get(id);
      if (!bundle) L2.state.go({ sel: { kind: "claim", c: values.get(id.replace(/^line /, "")).claims[0] } });
      else if (strand !== undefined || bundle.claims.length === 1)
        L2.state.go({
          sel: { kind: "claim", c: strand === undefined ? bundle.claims[0] : L2.strokes.edgesOf(bundle)[Number(strand)][1].claims[0] },
        });
      else L2.state.go({ sel: { kind: "link", a: C.s[bundle.claims[0]], b: C.o[bundle.claims[0]] }, at: bundle.claims[0] });
    } else if (L2.state.now.sel.kind !== "overview") L2.state.go({ sel: { kind: "overview" } });
  }

  /** Go from the chosen node to the nearest one in a direction. */
  function step(dx, dy) {
    const nodes = [...L2.scene.nodes];
    if (!nodes.length) return;
    const { sel } = L2.state.now;
    const { E } = L2.store;
    const { places } = L2.spots;
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
      if (event.shiftKey) L2.graph.pan(90 * dx, 90 * dy);
      else step(dx, dy);
    } else if (event.key === "Enter" && L2.state.now.sel.kind !== "overview") byId("card").focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  L2.pointer = {
    start(place) {
      container = place;
      const { network } = L2;
      network.on("click", (event) => L2.graph.atHand(() => choose(event)));
      container.addEventListener("dblclick", (event) => {
        const frame = container.getBoundingClientRect(); // the browser's own double click: vis-network's misses slow machines'
        const n = network.getNodeAt({ x: event.clientX - frame.x, y: event.clientY - frame.y });
        if (typeof n === "number") L2.expand(n);
      });
      network.on("hoverNode", ({ node }) => point(node));
      hover();
      network.on("blurNode", () => point(null));
      container.addEventListener("keydown", keys);
      byId("zoom-in").addEventListener("click", () => L2.graph.zoom(1.3));
      byId("zoom-out").addEventListener("click", () => L2.graph.zoom(1 / 1.3));
      byId("fit").addEventListener("click", () => L2.graph.fit());
    },
    /** Point at a node from elsewhere, if it is drawn. */
    at: (n) => point(n !== null && L2.scene.nodes.has(n) ? n : null),
  };
})();
