"use strict";
/* What each speaker says: who speaks, how much of which kind, and the words of the one that is chosen. */
(() => {
  const { L2 } = window;
  const { el, t, words: W, viewHead } = L2;

  let shownSpeaker = -1;

  L2.speakers = () => {
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
    if (!ranked.length) return [viewHead(t("speakersTitle")), el("p", { class: "empty" }, t("speakersEmpty"))];
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
      viewHead(t("speakersTitle")),
      el("div", { class: "speakers" }, el("nav", { class: "speaker-list", "aria-label": t("speakersTitle") }, groups), speech(who)),
    ];
  };

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

  /** The speaker whose words are shown. */
  L2.shownSpeaker = () => shownSpeaker;
})();
