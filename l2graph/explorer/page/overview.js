"use strict";
/* The card before anything is chosen: what the graph holds at a glance, what is worth asking, what it lacks. */
(() => {
  const { L2 } = window;
  const { el, t, words: W, section, bundled, claimLine } = L2;

  const UNSURE = 60; // uncertain claims that are looked through for the list

  function go(event, patch) {
    event.preventDefault();
    L2.state.go(patch);
  }

  /** A question with its answer behind it: where to go, and how much is there. */
  const door = (text, count, patch) =>
    count
      ? el(
          "a",
          { class: "door", href: L2.state.href(patch()), onclick: (event) => go(event, patch()) },
          el("span", {}, text),
          el("span", { class: "count" }, L2.number(count)),
          L2.icon("arrow", 14),
        )
      : null;

  /** The entity that most claims say something belongs to: for the question who belongs to it. */
  function club() {
    const { C, properties } = L2.store;
    const p = properties.findIndex((property) => property.name === "memberOf");
    const counts = new Map();
    if (p >= 0) for (let i = 0; i < C.n; i += 1) if (C.p[i] === p && C.o[i] >= 0) counts.set(C.o[i], (counts.get(C.o[i]) ?? 0) + 1);
    const [best] = [...counts].sort(([a, x], [b, y]) => y - x || a - b);
    return best ? { n: best[0], count: best[1] } : null;
  }

  /** How much there is behind each door: the same whatever the filters say. */
  function count() {
    const { C, kinds, sorts, contradictions, onlyReaders } = L2.store;
    const [prediction, assertion, reader, organization] = [
      kinds.indexOf("prediction"),
      kinds.indexOf("assertion"),
      sorts.indexOf("reader"),
      sorts.indexOf("organization"),
    ];
    const found = { readersPredict: 0, predict: 0, fulfilled: 0, failed: 0, companiesAssert: 0, readersOnly: 0, facts: 0 };
    for (let i = 0; i < C.n; i += 1) {
      if (C.kind[i] === prediction) {
        found.predict += 1;
        const outcome = L2.store.outcome(i);
        if (outcome !== "open") found[outcome === "failed" ? "failed" : "fulfilled"] += 1;
        if (C.sort[i] === reader) found.readersPredict += 1;
      }
      if (C.kind[i] === assertion && C.sort[i] === organization) found.companiesAssert += 1;
      if (onlyReaders(i)) found.readersOnly += 1;
      if (C.fact[i]) found.facts += 1;
    }
    return { ...found, club: club(), contradictions: contradictions?.length ?? 0, assertion, reader, organization };
  }

  let behind = null;
  function doors() {
    behind ??= count();
    const { assertion, reader, organization } = behind;
    const f = (patch = {}) => ({ ...L2.noFilters(), ...patch });
    return [
      behind.club
        ? door(t("doorMembers", { name: W.label(behind.club.n) }), behind.club.count, () => ({ sel: { kind: "entity", n: behind.club.n } }))
        : null,
      door(t("doorPredictReaders"), behind.readersPredict, () => ({ view: "predictions", outcome: "", f: f({ sort: new Set([reader]) }) })),
      door(t("doorPredict"), behind.predict, () => ({ view: "predictions", outcome: "", f: f() })),
      door(t("doorFulfilled"), behind.fulfilled, () => ({ view: "predictions", outcome: "fulfilled", f: f() })),
      door(t("doorFailed"), behind.failed, () => ({ view: "predictions", outcome: "failed", f: f() })),
      door(t("doorAssertCompanies"), behind.companiesAssert, () => ({
        view: "claims",
        f: f({ kind: new Set([assertion]), sort: new Set([organization]) }),
      })),
      door(t("doorContradictions"), behind.contradictions, () => ({ view: "contradictions", f: f() })),
      door(t("doorReaders"), behind.readersOnly, () => ({ f: f({ readers: true }) })),
      door(t("doorFacts"), behind.facts, () => ({ f: f({ facts: true }) })),
    ].filter(Boolean);
  }

  function missing() {
    const { missing: lacks = {} } = L2.store;
    const notes = Object.entries(lacks).map(([name, n]) => el("li", {}, t(`missing_${name}`, { n: n === true ? 1 : n })));
    return notes.length ? el("section", { class: "missing" }, el("h3", {}, t("missingTitle")), el("ul", {}, notes)) : null;
  }

  function overview() {
    const { C, E, documents, first } = L2.store;
    const { pass, passing } = L2.filtered();
    const busiest = (L2.state.isFiltered() ? [...L2.scene.nodes].sort((a, b) => E.claims[b] - E.claims[a] || a - b) : first).slice(0, 60);
    const unsure = [];
    const seen = new Uint8Array(E.n);
    let facts = 0;
    for (let i = 0; i < C.n; i += 1)
      if (pass[i]) {
        seen[C.s[i]] = 1;
        if (C.o[i] >= 0) seen[C.o[i]] = 1;
        if (C.fact[i]) facts += 1;
        else if (C.certainty[i] > 0 && unsure.length < UNSURE) unsure.push(i);
      }
    const entityLine = (n) =>
      el("p", { class: "row" }, L2.glyph(W.cls(n), 16), W.entityLink(n), el("span", { class: "when" }, t("claims", { n: E.claims[n] })));
    const list = doors();
    return [
      el("header", { class: "card-head" }, el("div", { class: "card-name" }, el("h2", {}, t("glance")))),
      el(
        "p",
        { class: "lead" },
        t("glanceLead", {
          claims: t("claims", { n: passing }),
          entities: t("entities", { n: L2.state.isFiltered() ? seen.reduce((a, b) => a + b, 0) : E.n }),
          documents: t("documents", { n: documents.length }),
          facts,
          said: passing - facts,
        }),
      ),
      missing(),
      list.length ? section(t("doors"), el("nav", { class: "doors", "aria-label": t("doors") }, list)) : null,
      busiest.length ? section(t("mostClaimed"), L2.shortList(busiest, entityLine, 7)) : null,
      unsure.length
        ? section(
            t("unsure"),
            L2.shortList(bundled(unsure, L2.store.triple), (claims) => claimLine(claims, W.phrase(claims[0])), 4),
          )
        : null,
      documents.length
        ? section(
            t("documentsTitle"),
            L2.shortList(
              documents,
              (about, d) =>
                el(
                  "p",
                  { class: "row" },
                  el("a", { href: L2.state.href({ doc: d, view: "text" }), "data-document": d, dir: "auto" }, W.documentTitle(d)),
                  el(
                    "span",
                    { class: "when" },
                    [about.publisher, about.date].filter((part) => part && part !== W.documentTitle(d)).join(" · "),
                  ),
                ),
              8,
            ),
          )
        : null,
    ];
  }

  L2.overview = overview;
})();
