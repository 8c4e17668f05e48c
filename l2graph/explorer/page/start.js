"use strict";
/* The beginning: draw the first view at once, unpack the graph, then let every part follow the state. */
(() => {
  const { L2 } = window;
  const { byId, el, t } = L2;

  /** Put the page's words where the template names them. */
  function write() {
    for (const node of document.querySelectorAll("[data-text]")) node.textContent = t(node.dataset.text);
    for (const node of document.querySelectorAll("[data-label]")) {
      node.setAttribute("aria-label", t(node.dataset.label));
      if (node.matches("button")) node.title = t(node.dataset.label);
    }
    for (const node of document.querySelectorAll("[data-icon]")) node.prepend(L2.icon(node.dataset.icon, Number(node.dataset.size) || 16));
    byId("search").placeholder = t("find");
  }

  function describe() {
    const { documents, E, C, T, policy } = L2.store;
    const counts = [
      t("documents", { n: documents.length }),
      t("entities", { n: E.n }),
      t("claims", { n: C.n }),
      t("statements", { n: T.n }),
    ];
    const own = documents.length === 1 ? [documents[0].publisher, documents[0].date] : [];
    byId("source").textContent = [...own, ...counts.slice(documents.length === 1 ? 1 : 0)].filter(Boolean).join(" · ");
    byId("key-fact").textContent = t(`keyFact_${policy in { sourced: 1, certain: 1, all: 1, none: 1 } ? policy : "sourced"}`);
  }

  // ---------------------------------------------------------------- colours

  const THEMES = ["auto", "light", "dark"];
  let theme = "auto";
  function setTheme(next) {
    theme = next;
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    L2.graph.recolour();
  }

  // ---------------------------------------------------------------- the sheets of a narrow screen, and the folds of a wide one

  L2.sheet = {
    /** Close the filters where they lie over the page; whether there was something to close. */
    close() {
      const root = document.documentElement;
      if (root.dataset.sheet) {
        delete root.dataset.sheet;
        byId("filters-button").setAttribute("aria-expanded", "false");
        return true;
      }
      return false;
    },
  };

  function toggleFilters() {
    const root = document.documentElement;
    const isOpen = L2.isNarrow() ? root.dataset.sheet !== "filters" : root.dataset.side === "closed";
    if (L2.isNarrow()) {
      if (isOpen) root.dataset.sheet = "filters";
      else delete root.dataset.sheet;
    } else if (isOpen) delete root.dataset.side;
    else root.dataset.side = "closed";
    byId("filters-button").setAttribute("aria-expanded", String(isOpen));
    if (isOpen) byId("filters").querySelector("input, summary, button")?.focus({ preventScroll: true });
    L2.graph.resize();
  }

  function toggleTimeline() {
    const root = document.documentElement;
    const isOpen = root.dataset.timeline === "closed";
    if (isOpen) delete root.dataset.timeline;
    else root.dataset.timeline = "closed";
    byId("timeline-fold").setAttribute("aria-expanded", String(isOpen));
    L2.graph.resize();
  }

  /** The bar between card and text: drag it, or use the arrow keys. */
  function split() {
    const bar = byId("split");
    const panel = byId("panel");
    const set = (share) => {
      const value = Math.min(Math.max(share, 12), 88);
      panel.style.setProperty("--card", `${value}%`);
      bar.setAttribute("aria-valuenow", String(Math.round(value)));
    };
    bar.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      bar.setPointerCapture(event.pointerId);
      const box = panel.getBoundingClientRect();
      const move = ({ clientY }) => set((100 * (clientY - box.top)) / box.height);
      bar.addEventListener("pointermove", move);
      bar.addEventListener("pointerup", () => bar.removeEventListener("pointermove", move), { once: true });
    });
    bar.addEventListener("keydown", (event) => {
      const by = { ArrowUp: -5, ArrowDown: 5 }[event.key];
      if (!by) return;
      set(Number(bar.getAttribute("aria-valuenow")) + by);
      event.preventDefault();
    });
  }

  /** On a narrow screen the panel is a sheet: half, whole, or only its head. */
  function sheetHandle() {
    const handle = byId("sheet-handle");
    const sizes = ["half", "full", "low"];
    handle.addEventListener("click", () => {
      const panel = byId("panel");
      panel.dataset.size = sizes[(sizes.indexOf(panel.dataset.size ?? "half") + 1) % sizes.length];
    });
    for (const [id, side] of [
      ["sheet-card", "card"],
      ["sheet-text", "text"],
    ])
      byId(id).addEventListener("click", () => {
        byId("panel").dataset.side = side;
        byId("panel").dataset.size = "full";
        for (const other of ["sheet-card", "sheet-text"]) byId(other).setAttribute("aria-pressed", String(other === id));
      });
  }

  // ---------------------------------------------------------------- links inside the page

  /** A link to a thing keeps the filters and the drawing of the moment, not those of when it was written. */
  function follow(event) {
    const link = event.target.closest?.("[data-entity], [data-claim], [data-statement], [data-document]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const { entity, claim, statement, document: d } = link.dataset;
    if (entity !== undefined) L2.choose(Number(entity));
    else if (claim !== undefined) L2.state.go({ sel: { kind: "claim", c: Number(claim) } });
    else if (statement !== undefined) L2.state.go({ sel: { kind: "statement", i: Number(statement) } });
    else L2.state.go({ doc: Number(d), view: L2.isNarrow() ? "text" : L2.state.now.view, at: -1 });
    const panel = byId("panel");
    if (L2.isNarrow() && panel.dataset.size === "low") panel.dataset.size = "half";
  }

  function listen() {
    document.addEventListener("click", follow);
    window.addEventListener("popstate", L2.state.follow);
    window.addEventListener("hashchange", () => L2.state.follow());
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => L2.graph.recolour());
    byId("undo").addEventListener("click", L2.state.undo);
    byId("theme").addEventListener("click", () => {
      setTheme(THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]);
      L2.tell(t(`theme${theme[0].toUpperCase()}${theme.slice(1)}`));
    });
    byId("filters-button").addEventListener("click", toggleFilters);
    byId("filters-close").addEventListener("click", toggleFilters);
    byId("timeline-fold").addEventListener("click", toggleTimeline);
    split();
    sheetHandle();
  }

  function update(state, changed, before) {
    const drawn = ["sel", "f", "added", "removed", "values", "start"].some((name) => changed.has(name));
    if (drawn || changed.has("at")) L2.graph.draw();
    L2.views.update(state, changed, before);
    L2.tables.update(state, changed);
    L2.sidebar.update(state, changed);
    L2.cards.update(state, changed);
    L2.reader.update(state, changed);
    L2.timeline.update(state, changed);
    L2.exports.update(state);
    byId("undo").disabled = !L2.state.canUndo();
    if (changed.has("sel") || changed.has("start")) document.documentElement.dataset.sel = state.sel.kind;
    if (changed.has("sel") && !changed.has("start") && state.sel.kind !== "overview") {
      L2.graph.look();
      if (L2.isNarrow() && byId("panel").dataset.size === "low") byId("panel").dataset.size = "half";
    }
  }

  async function start() {
    const drawing = JSON.parse(byId("drawing").textContent);
    write();
    if (L2.isNarrow()) document.documentElement.dataset.timeline = "closed";
    L2.graph.begin(drawing);
    document.documentElement.dataset.drawn = "true"; // the first frame, for the benchmark
    const data = await L2.unpack();
    L2.store = L2.makeStore(data);
    L2.scene = { nodes: new Set(), bundles: new Map(), values: new Map(), weak: new Set(), focus: null, claims: 0 };
    describe();
    L2.graph.start();
    L2.views.start();
    L2.sidebar.start();
    L2.search.start();
    L2.reader.start();
    L2.timeline.start();
    L2.exports.start();
    L2.help.start();
    listen();
    L2.state.onChange((state, changed, before) => {
      if (isFirst) changed.add("start");
      isFirst = false;
      update(state, changed, before);
    });
    L2.state.follow();
    if (L2.state.now.sel.kind !== "overview") {
      L2.graph.resize(); // the timeline has taken its room
      L2.graph.look();
    }
    document.documentElement.dataset.ready = "true"; // for tests: everything answers
    (window.requestIdleCallback ?? window.setTimeout)(() => L2.prepareSearch());
  }
  let isFirst = true;

  if (document.documentElement.dataset.old) return;
  start().catch((error) => {
    const trouble = byId("trouble");
    trouble.hidden = false;
    trouble.replaceChildren(el("span", {}, t("failed", { reason: error.message })));
    throw error;
  });
})();
