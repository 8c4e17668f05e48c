"use strict";
/* The other windows: predictions as a ledger, contradictions side by side, and what each speaker says. */
(() => {
  const { L2 } = window;
  const { byId, el, t, words: W } = L2;

  const intro = (title, lead) => el("header", { class: "view-head" }, el("h2", {}, title), lead ? el("p", { class: "muted" }, lead) : null);
  const numbers = (flags) => Array.from(flags.keys()).filter((i) => flags[i]);
  const sure = (name) => el("span", { class: "cell-sure" }, el("span", { class: `sure sure-${name}`, "aria-hidden": "true" }), name);
  const LEDGER = 100; // rows of the ledger at first
  const FEW = 4; // of a year at least
  const claimHref = (i) => ({ href: L2.state.href({ sel: { kind: "claim", c: i } }), "data-claim": i });

  // ---------------------------------------------------------------- predictions

  /** The year that a prediction is due, or when it is said to begin; null where none is told. */
  function due(i) {
    const day = L2.store.C.to[i] && L2.store.C.from[i] ? L2.store.C.from[i] : W.day(i);
    return day ? Math.floor(day / 10000) : null;
  }

  function sortsBar(table, rows) {
    const { sorts } = L2.store;
    const { f } = L2.state.now;
    const counts = sorts.map((_, n) => rows.filter((i) => table.sort[i] === n).length);
    const button = (name, count, on, set) =>
      el(
        "button",
        {
          type: "button",
          class: `segment${on ? " is-on" : ""}`,
          "aria-pressed": String(on),
          onclick: () => L2.state.filter({ sort: set }),
        },
        name,
        el("span", { class: "count" }, count),
      );
    return el(
      "div",
      { class: "segments", role: "group", "aria-label": t("facetSort") },
      button(t("ledgerAll"), "", !f.sort.size, new Set()),
      sorts.map((sort, n) =>
        counts[n] || f.sort.has(n)
          ? button(t(`sort_${sort}`), counts[n] ? String(counts[n]) : "", f.sort.size === 1 && f.sort.has(n), new Set([n]))
          : null,
      ),
    );
  }

  /** Whether a prediction is one of those that the ledger is asked for: what is told both ways is among both. */
  L2.hasOutcome = (i, wanted = L2.state.now.outcome) => {
    const outcome = L2.store.outcome(i);
    return !wanted || outcome === wanted || (outcome === "both" && wanted !== "open");
  };

  /** Buttons that leave those predictions of which a certain thing is told, with how many these are. */
  function outcomesBar(rows) {
    const { outcome } = L2.state.now;
    const button = (name, wanted, count) =>
      el(
        "button",
        {
          type: "button",
          class: `segment${outcome === wanted ? " is-on" : ""}`,
          "aria-pressed": String(outcome === wanted),
          "data-outcome": wanted,
          onclick: () => L2.state.go({ outcome: wanted }),
        },
        name,
        el("span", { class: "count" }, count),
      );
    return el(
      "div",
      { class: "segments", role: "group", "aria-label": t("ledgerOutcome") },
      button(t("ledgerAny"), "", ""),
      L2.OUTCOMES.map((wanted) => button(t(`outcome_${wanted}`), wanted, String(rows.filter((i) => L2.hasOutcome(i, wanted)).length))),
    );
  }

  /** What came of a prediction: in a word, and by which claims, each a click away. */
  function outcomeCell(i) {
    const { C, does, outcome, isOverdue } = L2.store;
    const told = (does.get(i) ?? []).filter(({ what }) => what === "fulfilsBy" || what === "failsBy");
    return el(
      "td",
      { class: "ledger-outcome" },
      el("span", { class: `badge is-${outcome(i)}` }, t(isOverdue(i) ? "outcome_overdue" : `outcome_${outcome(i)}`)),
      told.map(({ claim, why }) =>
        el(
          "p",
          { class: "small" },
          el("a", claimHref(claim), W.phrase(claim)),
          el("span", { class: "muted" }, ` · ${[W.label(C.by[claim]), why].filter(Boolean).join(" · ")}`),
        ),
      ),
    );
  }

  function ledgerRow(i) {
    const { C, documents } = L2.store;
    const said = documents[C.doc[i]]?.date;
    return el(
      "tr",
      { class: L2.state.now.at === i ? "is-open" : "", "data-claim-row": i },
      el("td", { class: "ledger-due" }, W.when(i) || (due(i) ? W.object(i) : "")),
      el(
        "td",
        {},
        el("p", { class: "ledger-what" }, W.phraseNodes(i)),
        el(
          "p",
          { class: "cell-quote clamp", dir: "auto" },
          el("a", { class: "plain", ...claimHref(i) }, `“${W.evidence(i).trim().replace(/\s+/g, " ")}”`),
        ),
      ),
      el(
        "td",
        {},
        W.entityLink(C.by[i]),
        el(
          "p",
          { class: "muted small" },
          t(`one_${W.sort(C, i)}`),
          said ? [" · ", el("span", { class: "unbroken" }, t("ledgerSaid", { date: said }))] : null,
        ),
      ),
      el("td", {}, sure(W.certainty(C, i)), C.denied[i] ? el("p", { class: "is-denied small" }, t("denied")) : null),
      outcomeCell(i),
    );
  }

  /** Some rows of a year, and a row that brings more of them. */
  function ledgerRows(claims, many) {
    if (claims.length <= many + 1) return claims.map(ledgerRow);
    const more = el("button", { type: "button", class: "more" }, t("more", { n: claims.length - many }));
    const row = el("tr", {}, el("td", { colspan: 5 }, more));
    more.addEventListener("click", () => {
      const fresh = ledgerRows(claims.slice(many), LEDGER);
      row.replaceWith(...fresh);
      fresh[0].querySelector("a")?.focus({ preventScroll: true });
    });
    return [...claims.slice(0, many).map(ledgerRow), row];
  }

  function predictions() {
    const { C, T, kinds } = L2.store;
    const wanted = kinds.indexOf("prediction");
    const { pass, statements } = L2.filtered();
    const passing = numbers(pass).filter((i) => C.kind[i] === wanted);
    const rows = passing.filter((i) => L2.hasOutcome(i));
    const all = Array.from({ length: C.n }, (_, i) => i).filter((i) => C.kind[i] === wanted);
    const covered = new Set(passing.map((i) => C.statement[i]));
    const { outcome } = L2.state.now;
    const sentences = outcome ? [] : numbers(statements).filter((i) => T.kind[i] === wanted && !covered.has(i));
    const years = new Map();
    for (const i of rows.sort((a, b) => (due(a) ?? 1e9) - (due(b) ?? 1e9) || C.certainty[a] - C.certainty[b] || a - b)) {
      if (!years.has(due(i))) years.set(due(i), []);
      years.get(due(i)).push(i);
    }
    const head = el(
      "thead",
      {},
      el(
        "tr",
        {},
        ["ledgerDue", "colClaims", "colSpeaker", "colHow", "ledgerOutcome"].map((name) =>
          el("th", { scope: "col" }, name === "colClaims" ? t("viewPredictions") : t(name)),
        ),
      ),
    );
    const bodies = [...years].map(([year, some]) =>
      el(
        "tbody",
        {},
        el("tr", { class: "ledger-year" }, el("th", { colspan: 5, scope: "rowgroup" }, year ?? t("ledgerUndated"))),
        ledgerRows(some, Math.max(FEW, Math.floor(LEDGER / years.size))),
      ),
    );
    return [
      intro(t("ledgerTitle"), t("ledgerLead")),
      el("div", { class: "ledger-bars" }, sortsBar(C, all), outcomesBar(passing)),
      rows.length
        ? el("table", { class: "ledger", "aria-label": t("ledgerTitle") }, head, bodies)
        : el("p", { class: "empty" }, t("ledgerEmpty")),
      sentences.length
        ? el("section", { class: "sentences" }, el("h3", {}, t("ledgerSentences")), L2.shortList(sentences, L2.statementCard, 12))
        : null,
    ];
  }

  // ---------------------------------------------------------------- contradictions

  function side(i) {
    const { C } = L2.store;
    return el(
      "article",
      { class: `side${C.denied[i] ? " contested" : ""}${L2.state.now.at === i ? " is-at" : ""}`, "data-at": i },
      el("h3", {}, W.phraseNodes(i)),
      el("p", { class: "when" }, W.note(i)),
      el("a", { class: "plain", ...claimHref(i) }, W.quotation(C, i)),
      el("p", { class: "by" }, W.voice(C, i)),
      W.badges(C, i),
      el("p", { class: "muted small" }, W.source(C, i)),
    );
  }

  function contradictions() {
    const { pass } = L2.filtered();
    const pairs = (L2.store.contradictions ?? []).filter(([a, b]) => pass[a] || pass[b]);
    const pair = ([a, b, why, across]) =>
      el(
        "section",
        { class: "pair", "aria-label": why },
        side(a),
        el(
          "p",
          { class: "pair-why" },
          el("span", {}, why),
          el("span", { class: "muted small" }, t(across ? "contradictionsAcross" : "contradictionsWithin")),
        ),
        side(b),
      );
    return [
      intro(t("contradictionsTitle"), t("contradictionsLead")),
      pairs.length ? L2.shortList(pairs, pair, 20) : el("p", { class: "empty" }, t("contradictionsEmpty")),
    ];
  }

  // ---------------------------------------------------------------- speakers

  let shownSpeaker = -1;

  function speakers() {
    const { C, T, E, kinds, sorts } = L2.store;
    const { pass, statements } = L2.filtered();
    const said = new Map();
    const count = (n, kind) => {
      if (n < 0) return;
      if (!said.has(n)) said.set(n, new Array(kinds.length + 1).fill(0));
      said.get(n)[kind] += 1;
    };
    const sortOf = new Map();
    for (let i = 0; i < C.n; i += 1)
      if (pass[i]) {
        count(C.by[i], C.kind[i]);
        if (!sortOf.has(C.by[i])) sortOf.set(C.by[i], C.sort[i]);
      }
    for (let i = 0; i < T.n; i += 1)
      if (statements[i]) {
        count(T.by[i], kinds.length);
        if (!sortOf.has(T.by[i])) sortOf.set(T.by[i], T.sort[i]);
      }
    const claimsOf = (n) =>
      said
        .get(n)
        .slice(0, kinds.length)
        .reduce((a, b) => a + b, 0);
    const ranked = [...said.keys()].sort(
      (a, b) =>
        sortOf.get(a) - sortOf.get(b) || claimsOf(b) - claimsOf(a) || said.get(b)[kinds.length] - said.get(a)[kinds.length] || a - b,
    );
    if (!ranked.length) return [intro(t("speakersTitle")), el("p", { class: "empty" }, t("speakersEmpty"))];
    const who = said.has(L2.state.now.who)
      ? L2.state.now.who
      : ranked.reduce((best, n) => (claimsOf(n) > claimsOf(best) ? n : best), ranked[0]);
    shownSpeaker = who;
    const largest = Math.max(1, ...ranked.map(claimsOf));
    const item = (n) => {
      const bar = el(
        "span",
        { class: "stack", "aria-hidden": "true" },
        kinds.map((kind, k) => {
          const part = el("span", { class: `stack-${kind}` });
          part.style.width = `${(100 * said.get(n)[k]) / largest}%`;
          return part;
        }),
      );
      const note = [t("claims", { n: claimsOf(n) }), t("statements", { n: said.get(n)[kinds.length] })].join(", ");
      return el(
        "button",
        {
          type: "button",
          class: `speaker${n === who ? " is-on" : ""}`,
          "aria-pressed": String(n === who),
          "data-speaker": n,
          title: note,
          onclick: () => L2.state.go({ who: n }),
        },
        L2.glyph(W.cls(n), 15),
        el("span", { class: "name", dir: "auto" }, E.label[n]),
        el("span", { class: "count" }, L2.number(claimsOf(n) || said.get(n)[kinds.length])),
        bar,
      );
    };
    const groups = sorts.map((sort, k) => {
      const some = ranked.filter((n) => sortOf.get(n) === k);
      return some.length ? el("section", {}, el("h3", {}, t(`sort_${sort}`)), L2.shortList(some, item, 12)) : null;
    });
    return [
      intro(t("speakersTitle")),
      el("div", { class: "speakers" }, el("nav", { class: "speaker-list", "aria-label": t("speakersTitle") }, groups), speech(who)),
    ];
  }

  /** What one speaker says, by kind, then by what it is about. */
  function speech(who) {
    const { C, T, kinds, saidBy, statementsBy } = L2.store;
    const { pass, statements } = L2.filtered();
    const claims = Array.from(saidBy.of(who)).filter((i) => pass[i]);
    const covered = new Set(claims.map((i) => C.statement[i]));
    const rest = Array.from(statementsBy.of(who)).filter((i) => statements[i] && !covered.has(i));
    const parts = kinds.map((kind, k) => {
      const some = claims.filter((i) => C.kind[i] === k);
      const others = rest.filter((i) => T.kind[i] === k);
      if (!some.length && !others.length) return null;
      return el(
        "section",
        { class: "speech-kind" },
        el(
          "h3",
          {},
          el("span", { class: `dot stack-${kind}`, "aria-hidden": "true" }),
          t(`kind_${kind}`),
          el("span", { class: "count" }, L2.number(some.length + others.length)),
        ),
        some.length
          ? L2.shortList(L2.bundled(some, L2.store.triple), (same) => L2.claimLine(same, W.phrase(same[0]), { speaker: false }), 8)
          : null,
        others.length
          ? el(
              "details",
              { class: "others" },
              el("summary", {}, `${L2.number(others.length)} ${t("inSentences")}`),
              L2.shortList(others, L2.statementCard, 8),
            )
          : null,
      );
    });
    return el("div", { class: "speech" }, el("h2", {}, L2.glyph(W.cls(who), 20), W.entityLink(who)), parts);
  }

  const MAKERS = { predictions, contradictions, speakers };

  L2.views = {
    /** The speaker whose words are shown. */
    get speaker() {
      return shownSpeaker;
    },
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
    const { C, T, E, kinds, contradictions: pairs = [] } = L2.store;
    const { pass, passing, statements } = L2.filtered();
    const prediction = kinds.indexOf("prediction");
    let predicted = 0;
    let uttered = 0;
    const voices = new Uint8Array(E.n);
    const seen = new Uint8Array(E.n);
    for (let i = 0; i < C.n; i += 1)
      if (pass[i]) {
        if (C.kind[i] === prediction) predicted += 1;
        if (C.by[i] >= 0) voices[C.by[i]] = 1;
        seen[C.s[i]] = 1;
        if (C.o[i] >= 0) seen[C.o[i]] = 1;
      }
    for (let i = 0; i < T.n; i += 1) uttered += statements[i];
    const sum = (flags) => flags.reduce((a, b) => a + b, 0);
    const counts = {
      entities: L2.state.isFiltered() ? sum(seen) : E.n,
      claims: passing,
      statements: uttered,
      predictions: predicted,
      contradictions: pairs.filter(([a, b]) => pass[a] || pass[b]).length,
      speakers: sum(voices),
    };
    for (const tab of byId("tabs").children) L2.write(tab.lastChild, tab.dataset.view in counts ? L2.number(counts[tab.dataset.view]) : "");
  }
})();
