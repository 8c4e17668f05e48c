"use strict";
/* Claims and statements in cards: in full, as a line that opens, and put together where they say the same. */
(() => {
  const { L2 } = window;
  const { el, t, words: W } = L2;

  const DOINGS = ["fulfilsBy", "failsBy", "fulfils", "fails", "supportsBy", "supports"]; // in the order in which they are told
  const FEW = 4;

  /** What a claim does to others, and others to it, each a click away; of a prediction also that nothing is known yet. */
  L2.linkNodes = (i) => {
    const { C, does, outcome, isOverdue } = L2.store;
    const links = [...(does.get(i) ?? [])].sort((a, b) => DOINGS.indexOf(a.what) - DOINGS.indexOf(b.what) || a.claim - b.claim);
    const node = ({ claim, what, why }) =>
      el(
        "p",
        { class: `doing doing-${what}` },
        el(
          "a",
          { href: L2.state.href({ sel: { kind: "claim", c: claim } }), "data-claim": claim },
          t(`link_${what}`, { phrase: W.phrase(claim), who: W.label(C.by[claim]) || t("one_other") }),
        ),
        el("span", { class: "muted" }, ` ${why}${W.dated(claim)}`),
      );
    return [
      outcome(i) === "open" ? el("p", { class: "doing muted" }, t(isOverdue(i) ? "overdue" : "stillOpen")) : null,
      links.length ? L2.shortList(links, node, FEW) : null,
    ];
  };

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
      L2.linkNodes(i),
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
  function claimLine(claims, text, { speaker = true } = {}) {
    const [first] = claims;
    const { C } = L2.store;
    const [note, tags] = [W.note(first), W.tags(first).filter((tag) => tag !== t("denied"))];
    const speakers = speaker ? [...new Set(claims.map((i) => W.label(C.by[i])))].filter(Boolean) : [];
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
    line.firstChild.addEventListener("click", () => {
      if (line.open) return; // it is about to close
      fill(); // before it opens: "toggle" comes a moment later, and the line would first open empty
      if (!claims.includes(L2.state.now.at)) L2.state.go({ at: first });
    });
    return line;
  }

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

  /** Put claims together that say the same of the same: the surest first. */
  function bundled(claims, keyOf) {
    const { C } = L2.store;
    const ranks = new Map(); // facts first, then what is affirmed, surest, and latest
    for (const i of claims) ranks.set(i, (((1 - C.fact[i]) * 2 + C.denied[i]) * 8 + C.certainty[i]) * 1e8 + 99_999_999 - W.day(i));
    const before = (a, b) => ranks.get(a) - ranks.get(b) || a - b;
    const groups = new Map();
    for (const i of [...claims].sort(before)) {
      const key = `${keyOf(i)} ${C.denied[i]} ${C.kind[i]}`;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(i);
    }
    return [...groups.values()]; // a group stands where its first claim did
  }

  /** Where a claim is shown, for a link to it. */
  L2.claimHref = (i) => ({ href: L2.state.href({ sel: { kind: "claim", c: i } }), "data-claim": i });
  L2.viewHead = (title, lead) => el("header", { class: "view-head" }, el("h2", {}, title), lead ? el("p", { class: "muted" }, lead) : null);
  L2.section = (title, ...content) => el("section", {}, el("h3", {}, title), content);
  L2.claimBody = claimBody;
  L2.claimCard = claimCard;
  L2.claimLine = claimLine;
  L2.statementCard = statementCard;
  L2.bundled = bundled;
})();
