"use strict";
/* The card beside the drawing: what the graph says of the thing that is chosen, of a line, a claim, a path. */
(() => {
  const { L2 } = window;
  const { byId, el, t, words: W, section, bundled, claimBody, claimCard, claimLine, statementCard } = L2;

  const MANY = 5; // properties, from which on each shows only its first few claims
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
    const groups = propertyGroups(n, claims);
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
      groups.map((group) =>
        section(
          group.outward ? t("outgoing", { property: group.name }) : t("incoming", { property: group.name, name: E.label[n] }),
          L2.shortList(bundled(group.claims, far), (some) => claimLine(some, name(some[0])), groups.length > MANY ? 4 : 10),
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
      head(title(W.entityLink(a), el("span", { class: "and" }, "\u00a0· "), W.entityLink(b)), null, t("claims", { n: all.length })),
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

  const MAKERS = {
    entity: entityCard,
    link: linkCard,
    claim: oneClaimCard,
    statement: oneStatementCard,
    path: pathCard,
    overview: L2.overview,
  };

  let top = 0; // how far the card is scrolled
  byId("card").addEventListener("scroll", ({ currentTarget }) => {
    top = currentTarget.scrollTop;
  });

  L2.cards = {
    update(state, changed) {
      const card = byId("card");
      if (["sel", "f", "start"].some((name) => changed.has(name)) || (changed.has("added") && state.sel.kind === "entity")) {
        const wasInside = card.contains(document.activeElement);
        const wanted = changed.has("sel") || changed.has("start") ? 0 : top;
        card.replaceChildren(...MAKERS[state.sel.kind](state.sel).flat(2).filter(Boolean));
        if (top || wanted) card.scrollTop = wanted; // to ask or tell what is 0 anyway would lay out the whole page
        if (wasInside) card.focus({ preventScroll: true });
      }
      if (changed.has("at") || changed.has("sel")) {
        for (const node of card.querySelectorAll(".is-at")) node.classList.remove("is-at");
        for (const node of card.querySelectorAll(`[data-at="${state.at}"]`)) node.classList.add("is-at");
      }
      if (changed.has("sel") || changed.has("start")) byId("panel").dataset.kind = state.sel.kind;
    },
  };
})();
