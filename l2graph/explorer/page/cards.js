"use strict";
/* The card beside the drawing: what the graph says of the thing that is chosen, of a line, a claim, a path; or, at first, what is worth asking. */
(() => {
  const { L2 } = window;
  const { byId, el, t, words: W } = L2;

  const section = (title, ...content) => el("section", {}, el("h3", {}, title), content);
  const closeButton = () =>
    L2.iconButton("close", t("closeCard"), () => L2.state.go({ sel: { kind: "overview" } }), { class: "icon-button close" });
  const head = (title, mark, kicker) =>
    el(
      "header",
      { class: "card-head" },
      mark,
      el("div", { class: "card-name" }, kicker ? el("p", { class: "kicker" }, kicker) : null, title),
      closeButton(),
    );
  const title = (...content) => el("h2", { dir: "auto" }, content);

  /** A claim in full: how, in which words, what is against it, who, when and where. */
  function claimBody(i) {
    const { C, against, string } = L2.store;
    const contrary = (against.get(i) ?? []).map(({ claim, why }) =>
      el(
        "p",
        { class: "against" },
        el(
          "a",
          { href: L2.state.href({ sel: { kind: "claim", c: claim } }), "data-claim": claim },
          t("against", { phrase: W.phrase(claim), why }),
        ),
      ),
    );
    const confidence = C.confidence[i] >= 0 ? ` · ${t("confidence", { n: (C.confidence[i] / 1000).toFixed(2) })}` : "";
    const rule = string(C.rule[i]);
    return [
      W.badges(C, i),
      W.quotation(C, i),
      contrary,
      L2.pairs([
        [t("saidBy"), W.voice(C, i)],
        [t("sinceTerm"), string(C.since[i])],
        [t("untilTerm"), string(C.until[i])],
        [t("when"), string(C.at[i])],
        [t("role"), string(C.role[i])],
        [t("amount"), string(C.amount[i])],
        [t("inDocument"), W.source(C, i)],
        [t("foundBy"), rule || confidence ? [rule ? el("code", {}, rule) : "", confidence] : ""],
      ]),
    ];
  }

  function claimCard(i) {
    return el(
      "article",
      {
        class: `claim${L2.store.isContested(i) ? " contested" : ""}${L2.state.now.at === i ? " is-at" : ""}`,
        "aria-label": W.phrase(i),
        "data-at": i,
      },
      el("h3", {}, W.phraseNodes(i)),
      claimBody(i),
    );
  }

  /** One or more claims of the same content as a line that opens: what it says first, what is unusual about it behind, its words below. */
  function claimLine(claims, text) {
    const [first] = claims;
    const { C } = L2.store;
    const [note, tags] = [W.note(first), W.tags(first).filter((tag) => tag !== t("denied"))];
    const speakers = [...new Set(claims.map((i) => W.label(C.by[i])))].filter(Boolean);
    const quote = W.evidence(first).trim().replace(/\s+/g, " ");
    const line = el(
      "details",
      { class: `line${C.fact[first] ? "" : " unsure"}${L2.store.isContested(first) ? " contested" : ""}`, "data-claims": claims.join(" ") },
      el(
        "summary",
        {},
        el(
          "span",
          { class: "line-top" },
          el("span", { class: "line-text", dir: "auto" }, text),
          C.denied[first] ? el("span", { class: "flag" }, t("denied")) : null,
          claims.length > 1 ? el("span", { class: "times" }, `×${claims.length}`) : null,
          note ? el("span", { class: "when" }, note) : null,
        ),
        quote ? el("span", { class: "line-quote", dir: "auto" }, `“${quote.length > 160 ? `${quote.slice(0, 158)}…` : quote}”`) : null,
        el(
          "span",
          { class: "tags" },
          [speakers.length ? `${speakers[0]}${speakers.length > 1 ? ` +${speakers.length - 1}` : ""}` : null, ...tags]
            .filter(Boolean)
            .join(" · "),
        ),
      ),
    );
    const fill = () => {
      if (line.childElementCount > 1) return;
      for (const i of claims)
        line.append(el("div", { class: "line-body", "data-at": i }, el("p", { class: "verbatim" }, W.phraseNodes(i)), claimBody(i)));
    };
    if (claims.includes(L2.state.now.at)) {
      line.open = true;
      fill();
    }
    line.addEventListener("toggle", () => {
      if (!line.open) return;
      fill();
      if (!claims.includes(L2.state.now.at)) L2.state.go({ at: first });
    });
    return line;
  }
  L2.claimLine = claimLine;

  const statementCard = (i) => {
    const { T } = L2.store;
    return el(
      "article",
      { class: "statement" },
      el("a", { class: "plain", href: L2.state.href({ sel: { kind: "statement", i } }), "data-statement": i }, W.quotation(T, i)),
      el("p", { class: "by" }, W.voice(T, i)),
      W.badges(T, i),
    );
  };
  L2.statementCard = statementCard;

  /** Put claims together that say the same of the same: the surest first. */
  function bundled(claims, keyOf) {
    const { C } = L2.store;
    const rank = (i) => [1 - C.fact[i], C.denied[i], C.certainty[i], -W.day(i), i];
    const before = (a, b) => {
      const [x, y] = [rank(a), rank(b)];
      const k = x.findIndex((value, at) => value !== y[at]);
      return k < 0 ? 0 : x[k] - y[k];
    };
    const groups = new Map();
    for (const i of [...claims].sort(before)) {
      const key = `${keyOf(i)} ${C.denied[i]} ${C.kind[i]}`;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(i);
    }
    return [...groups.values()].sort((a, b) => before(a[0], b[0]));
  }

  function propertyGroups(n, claims) {
    const { C, properties } = L2.store;
    const found = new Map();
    for (const i of claims) {
      const outward = C.s[i] === n || properties[C.p[i]].symmetric;
      const key = `${outward ? 0 : 1} ${properties[C.p[i]].label}`;
      if (!found.has(key)) found.set(key, { outward, name: properties[C.p[i]].label, claims: [] });
      found.get(key).claims.push(i);
    }
    return [...found.entries()].sort(([a, x], [b, y]) => y.claims.length - x.claims.length || (a < b ? -1 : 1)).map(([, group]) => group);
  }

  function actions(n) {
    const hidden = L2.hiddenNeighbours(n).length;
    const button = (icon, text, long, onclick, more = {}) =>
      el("button", { type: "button", class: "action", title: long, onclick, ...more }, L2.icon(icon, 14), text);
    return el(
      "div",
      { class: "actions" },
      hidden
        ? button("expand", t("expandN", { n: Math.min(hidden, 12) }), t("expandLong"), () => L2.expand(n), { "data-action": "expand" })
        : null,
      button("path", t("pathFrom"), t("pathLong"), () => L2.search.path(n), { "data-action": "path" }),
      button("hide", t("hide"), t("hideLong"), () => L2.hide(n), { "data-action": "hide" }),
    );
  }

  function sameAs(url) {
    if (!L2.safeUrl(url)) return null;
    const isWikidata = /^https?:\/\/www\.wikidata\.org\//.test(url);
    return el(
      "p",
      { class: "same" },
      L2.outside(url, isWikidata ? t("wikidata", { id: url.split("/").pop() }) : t("elsewhere", { host: new URL(url).host })),
    );
  }

  function entityCard({ n }) {
    const { E, C, claimsOf, saidBy, statementsOf, other } = L2.store;
    const { pass, statements } = L2.filtered();
    const all = Array.from(claimsOf.of(n));
    const claims = all.filter((i) => pass[i]);
    const says = Array.from(saidBy.of(n)).filter((i) => pass[i]);
    const about = Array.from(statementsOf.of(n)).filter((i) => statements[i]);
    const far = (i) => (C.o[i] < 0 ? `value ${C.value[i]}` : String(other(i, n)));
    const name = (i) => (C.o[i] < 0 ? W.object(i) : W.label(other(i, n)));
    const cls = W.cls(n);
    return [
      head(
        title(E.label[n]),
        L2.glyph(cls, 26),
        [cls.label, t("claims", { n: all.length }), about.length ? t("statements", { n: about.length }) : null].filter(Boolean).join(" · "),
      ),
      E.names[n]?.length ? el("p", { class: "names", dir: "auto" }, t("also", { names: E.names[n].join(" · ") })) : null,
      E.unnamed[n] ? el("p", { class: "names" }, t("unnamed")) : null,
      sameAs(E.same[n] || ""),
      actions(n),
      all.length ? null : el("p", { class: "empty" }, t("onlyMentioned")),
      propertyGroups(n, claims).map((group) =>
        section(
          group.outward ? t("outgoing", { property: group.name }) : t("incoming", { property: group.name, name: E.label[n] }),
          L2.shortList(bundled(group.claims, far), (some) => claimLine(some, name(some[0])), 10),
        ),
      ),
      all.length > claims.length ? el("p", { class: "empty" }, t("filteredAway", { n: all.length - claims.length })) : null,
      says.length
        ? section(
            `${t("saysSection")} (${L2.number(says.length)})`,
            L2.shortList(
              bundled(says, (i) => L2.store.triple(i)),
              (some) => claimLine(some, W.phrase(some[0])),
              4,
            ),
          )
        : null,
      about.length ? section(`${t("aboutSection")} (${L2.number(about.length)})`, L2.shortList(about, statementCard, 4)) : null,
    ];
  }

  function linkCard({ a, b }) {
    const { pass } = L2.filtered();
    const all = L2.store.between(a, b);
    const claims = L2.store.surest(all.filter((i) => pass[i]));
    return [
      head(title(W.entityLink(a), el("span", { class: "and" }, " · "), W.entityLink(b)), null, t("claims", { n: all.length })),
      all.length > claims.length ? el("p", { class: "empty" }, t("filteredAway", { n: all.length - claims.length })) : null,
      L2.shortList(claims, claimCard, 8, 20),
    ];
  }

  function oneClaimCard({ c }) {
    const { C, between, claimsOf, triple } = L2.store;
    const kin = (C.o[c] >= 0 ? between(C.s[c], C.o[c]) : Array.from(claimsOf.of(C.s[c])).filter((i) => triple(i) === triple(c))).filter(
      (i) => i !== c && L2.filtered().pass[i],
    );
    return [
      head(title(W.phraseNodes(c)), null, t("claimTitle")),
      el("article", { class: "claim is-at", "aria-label": W.phrase(c), "data-at": c }, claimBody(c)),
      kin.length
        ? section(
            C.o[c] >= 0 ? t("linkTitle", { a: W.label(C.s[c]), b: W.label(C.o[c]) }) : W.phrase(c),
            L2.shortList(bundled(kin, triple), (some) => claimLine(some, W.phrase(some[0])), 6),
          )
        : null,
    ];
  }

  function oneStatementCard({ i }) {
    const { T } = L2.store;
    return [
      head(title(t("statementTitle")), null, W.kind(T, i)),
      el(
        "article",
        { class: "claim is-at" },
        W.badges(T, i),
        W.quotation(T, i),
        L2.pairs([
          [t("saidBy"), W.voice(T, i)],
          [t("inDocument"), W.source(T, i)],
          [t("colAbout"), (T.about[i] ?? []).flatMap((n, k) => (k ? [", ", W.entityLink(n)] : [W.entityLink(n)]))],
        ]),
      ),
    ];
  }

  function pathCard({ a, b, i = 0 }) {
    const { pass } = L2.filtered();
    const ways = L2.pathsBetween(a, b);
    const path = ways[i] ?? ways[0];
    const steps = path ? path.slice(1).map((n, k) => [path[k], n]) : [];
    return [
      head(title(t("pathTitle", { a: W.label(a), b: W.label(b) })), null, path ? t("pathSteps", { n: steps.length }) : ""),
      path
        ? null
        : el("p", { class: "empty" }, t(L2.state.isFiltered() ? "pathNoneFiltered" : "pathNone", { a: W.label(a), b: W.label(b) })),
      ways.length > 1
        ? el(
            "div",
            { class: "actions" },
            el(
              "button",
              {
                type: "button",
                class: "action",
                onclick: () => L2.state.go({ sel: { kind: "path", a, b, i: (i + 1) % ways.length } }, { replace: true }),
              },
              L2.icon("path", 14),
              t("pathOther", { i: (i % ways.length) + 1, n: ways.length }),
            ),
          )
        : null,
      el(
        "ol",
        { class: "path" },
        path
          ? [
              el("li", {}, el("p", { class: "row" }, L2.glyph(W.cls(a), 16), W.entityLink(a))),
              steps.map(([from, to]) => {
                const claims = bundled(
                  L2.store.between(from, to).filter((c) => pass[c]),
                  L2.store.triple,
                );
                return el(
                  "li",
                  {},
                  L2.shortList(claims, (some) => claimLine(some, W.phrase(some[0])), 2),
                  el("p", { class: "row" }, L2.glyph(W.cls(to), 16), W.entityLink(to)),
                );
              }),
            ]
          : null,
      ),
    ];
  }

  // ---------------------------------------------------------------- the overview

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

  function doors() {
    const { C, kinds, sorts, contradictions } = L2.store;
    const f = (patch) => ({ ...L2.noFilters(), ...patch });
    const [prediction, assertion, reader, organization] = [
      kinds.indexOf("prediction"),
      kinds.indexOf("assertion"),
      sorts.indexOf("reader"),
      sorts.indexOf("organization"),
    ];
    const count = (test) => {
      let n = 0;
      for (let i = 0; i < C.n; i += 1) if (test(i)) n += 1;
      return n;
    };
    const alliance = club();
    const readersPredict = count((i) => C.kind[i] === prediction && C.sort[i] === reader);
    return [
      alliance
        ? door(t("doorMembers", { name: W.label(alliance.n) }), alliance.count, () => ({ sel: { kind: "entity", n: alliance.n } }))
        : null,
      door(t("doorPredictReaders"), readersPredict, () => ({ view: "predictions", f: f({ sort: new Set([reader]) }) })),
      door(
        t("doorPredict"),
        count((i) => C.kind[i] === prediction),
        () => ({ view: "predictions", f: f({}) }),
      ),
      door(
        t("doorAssertCompanies"),
        count((i) => C.kind[i] === assertion && C.sort[i] === organization),
        () => ({ view: "claims", f: f({ kind: new Set([assertion]), sort: new Set([organization]) }) }),
      ),
      door(t("doorContradictions"), contradictions?.length ?? 0, () => ({ view: "contradictions", f: f({}) })),
      door(
        t("doorReaders"),
        count((i) => L2.store.onlyReaders(i)),
        () => ({ f: f({ readers: true }) }),
      ),
      door(
        t("doorFacts"),
        count((i) => C.fact[i]),
        () => ({ f: f({ facts: true }) }),
      ),
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
    const [some, unsure] = [[], []];
    let facts = 0;
    for (let i = 0; i < C.n; i += 1)
      if (pass[i]) {
        if (C.fact[i]) facts += 1;
        else if (C.certainty[i] > 0 && unsure.length < 200) unsure.push(i);
        if (some.length < 1) some.push(i);
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
          entities: t("entities", { n: E.n }),
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

  const MAKERS = { entity: entityCard, link: linkCard, claim: oneClaimCard, statement: oneStatementCard, path: pathCard, overview };

  L2.cards = {
    update(state, changed) {
      const card = byId("card");
      if (["sel", "f", "start"].some((name) => changed.has(name)) || (changed.has("added") && state.sel.kind === "entity")) {
        const wasInside = card.contains(document.activeElement);
        const top = changed.has("sel") || changed.has("start") ? 0 : card.scrollTop;
        card.replaceChildren(...MAKERS[state.sel.kind](state.sel).flat(2).filter(Boolean));
        card.scrollTop = top;
        if (wasInside) card.focus({ preventScroll: true });
      }
      if (changed.has("at") || changed.has("sel")) {
        for (const node of card.querySelectorAll(".is-at")) node.classList.remove("is-at");
        for (const node of card.querySelectorAll(`[data-at="${state.at}"]`)) node.classList.add("is-at");
      }
      byId("panel").dataset.kind = state.sel.kind;
    },
  };
})();
