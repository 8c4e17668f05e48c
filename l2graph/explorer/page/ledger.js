"use strict";
/* The predictions as a ledger: what is said to come, by whom, due when, how surely, and what came of it. */
(() => {
  const { L2 } = window;
  const { el, t, words: W, viewHead, claimHref } = L2;

  const LEDGER = 100; // rows of the ledger at first
  const FEW = 4; // of a year at least
  const numbers = (flags) => Array.from(flags.keys()).filter((i) => flags[i]);
  const sure = (name) => el("span", { class: "cell-sure" }, el("span", { class: `sure sure-${name}`, "aria-hidden": "true" }), name);

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
      button(t("ledgerAll"), L2.number(rows.length), !f.sort.size, new Set()),
      sorts.map((sort, n) =>
        counts[n] || f.sort.has(n)
          ? button(t(`sort_${sort}`), counts[n] ? L2.number(counts[n]) : "", f.sort.size === 1 && f.sort.has(n), new Set([n]))
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
      button(t("ledgerAny"), "", L2.number(rows.length)),
      L2.OUTCOMES.map((wanted) => button(t(`outcome_${wanted}`), wanted, L2.number(rows.filter((i) => L2.hasOutcome(i, wanted)).length))),
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

  L2.ledger = () => {
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
      viewHead(t("ledgerTitle"), t("ledgerLead")),
      el("div", { class: "ledger-bars" }, sortsBar(C, all), outcomesBar(passing)),
      rows.length
        ? el("table", { class: "ledger", "aria-label": t("ledgerTitle") }, head, bodies)
        : el("p", { class: "empty" }, t("ledgerEmpty")),
      sentences.length
        ? el("section", { class: "sentences" }, el("h3", {}, t("ledgerSentences")), L2.shortList(sentences, L2.statementCard, 12))
        : null,
    ];
  };
})();
