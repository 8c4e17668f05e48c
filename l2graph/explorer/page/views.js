"use strict";
/* The windows of the page: which one is open, how much there is in each, and those that are made of claims rather than drawn. */
(() => {
  const { L2 } = window;
  const { byId, el, t } = L2;

  const MAKERS = { predictions: L2.ledger, contradictions: L2.contradictions, speakers: L2.speakers };

  L2.views = {
    start() {
      const tabs = byId("tabs");
      L2.VIEWS.forEach((view, k) => {
        const name = t(`view${view[0].toUpperCase()}${view.slice(1)}`);
        tabs.append(
          el(
            "button",
            { type: "button", class: "tab", "data-view": view, title: `${name} (${k + 1})`, onclick: () => L2.state.go({ view }) },
            name,
            el("span", { class: "count" }),
          ),
        );
      });
    },
    update(state, changed) {
      const { view } = state;
      if (changed.has("view") || changed.has("start")) {
        for (const tab of byId("tabs").children) {
          tab.setAttribute("aria-current", tab.dataset.view === view ? "page" : "false");
          if (tab.dataset.view === view && tab.scrollIntoView && L2.isNarrow()) tab.scrollIntoView({ inline: "center", block: "nearest" });
        }
        document.documentElement.dataset.view = view;
        const kind = view in MAKERS ? "page" : L2.tables.isTable(view) ? "table" : view;
        for (const [id, name] of [
          ["view-graph", "graph"],
          ["view-text", "text"],
          ["view-table", "table"],
          ["view-page", "page"],
        ])
          byId(id).hidden = kind !== name;
        byId(view === "text" ? "view-text" : "reader-slot").append(byId("reader"));
        if (view === "graph" && !changed.has("start")) L2.graph.resize();
      }
      if (changed.has("f") || changed.has("start")) tellCounts();
      if (
        view in MAKERS &&
        (changed.has("view") || changed.has("f") || changed.has("who") || changed.has("outcome") || changed.has("start"))
      ) {
        const page = byId("view-page");
        page.replaceChildren(...MAKERS[view]().flat(2).filter(Boolean));
        if (!changed.has("f")) page.scrollTop = 0;
      }
      if (view in MAKERS) {
        for (const node of byId("view-page").querySelectorAll("[data-claim-row]"))
          node.classList.toggle("is-open", Number(node.dataset.claimRow) === state.at);
        for (const node of byId("view-page").querySelectorAll("[data-at]"))
          node.classList.toggle("is-at", Number(node.dataset.at) === state.at);
      }
    },
  };

  function tellCounts() {
    const { C, E, kinds, contradictions: pairs = [] } = L2.store;
    const { pass, passing, statements } = L2.filtered();
    const prediction = kinds.indexOf("prediction");
    let predicted = 0;
    const voices = new Uint8Array(E.n);
    const seen = new Uint8Array(E.n);
    for (let i = 0; i < C.n; i += 1)
      if (pass[i]) {
        if (C.kind[i] === prediction) predicted += 1;
        if (C.by[i] >= 0) voices[C.by[i]] = 1;
        seen[C.s[i]] = 1;
        if (C.o[i] >= 0) seen[C.o[i]] = 1;
      }
    const sum = (flags) => {
      let many = 0;
      for (let i = 0; i < flags.length; i += 1) many += flags[i];
      return many;
    };
    const counts = {
      entities: L2.state.isFiltered() ? sum(seen) : E.n,
      claims: passing,
      statements: sum(statements),
      predictions: predicted,
      contradictions: pairs.filter(([a, b]) => pass[a] || pass[b]).length,
      speakers: sum(voices),
    };
    for (const tab of byId("tabs").children) L2.write(tab.lastChild, tab.dataset.view in counts ? L2.number(counts[tab.dataset.view]) : "");
  }
})();
