"use strict";
/* Claims that contradict each other, side by side, with the reason. */
(() => {
  const { L2 } = window;
  const { el, t, words: W, viewHead, claimHref } = L2;

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

  L2.contradictions = () => {
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
      viewHead(t("contradictionsTitle"), t("contradictionsLead")),
      pairs.length ? L2.shortList(pairs, pair, 20) : el("p", { class: "empty" }, t("contradictionsEmpty")),
    ];
  };
})();
