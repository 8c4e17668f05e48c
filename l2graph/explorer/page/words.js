"use strict";
/* How claims and statements are put: phrases, badges, quotations with their spans marked, who says it, and where. */
(() => {
  const { L2 } = window;
  const { el, t } = L2;
  const W = (L2.words = {});

  W.label = (n) => (n >= 0 ? L2.store.E.label[n] : "");
  W.cls = (n) => L2.store.classes[L2.store.E.cls[n]] ?? { name: "", label: "", shape: "dot", color: "#8a8f98" };
  W.property = (i) => L2.store.properties[L2.store.C.p[i]];
  W.wording = (i) => (L2.store.C.denied[i] ? t("notWord", { property: W.property(i).label }) : W.property(i).label);
  W.object = (i) => (L2.store.C.o[i] >= 0 ? W.label(L2.store.C.o[i]) : L2.store.string(L2.store.C.value[i]));
  W.phrase = (i) => `${W.label(L2.store.C.s[i])} ${W.wording(i)} ${W.object(i)}`;
  W.sort = (table, i) => L2.store.sorts[table.sort[i]] ?? "other";
  W.certainty = (table, i) => L2.store.certainties[table.certainty[i]];
  W.kind = (table, i) => L2.store.kinds[table.kind[i]];

  /** The time of a claim in words, as its text gives it. */
  W.when = (i) => {
    const { C, string } = L2.store;
    const at = string(C.at[i]);
    return [
      C.since[i] >= 0 && t("since", { time: string(C.since[i]) }),
      C.until[i] >= 0 && t("until", { time: string(C.until[i]) }),
      at && t(at.length > 7 ? "onDay" : "inTime", { time: at }),
    ]
      .filter(Boolean)
      .join(", ");
  };
  W.note = (i) => [W.when(i), L2.store.string(L2.store.C.role[i]), L2.store.string(L2.store.C.amount[i])].filter(Boolean).join(", ");

  /** What a claim sorts by and is filed under in time: the first day of it, or 0. */
  W.day = (i) => L2.store.C.from[i] || L2.store.C.to[i];

  W.entityLink = (n, name) =>
    n >= 0
      ? el("a", { href: L2.state.href({ sel: { kind: "entity", n } }), class: "entity", dir: "auto", "data-entity": n }, name ?? W.label(n))
      : el("span", {}, name ?? "");
  W.objectNode = (i) => (L2.store.C.o[i] >= 0 ? W.entityLink(L2.store.C.o[i]) : el("span", { class: "value", dir: "auto" }, W.object(i)));
  W.phraseNodes = (i) => [W.entityLink(L2.store.C.s[i]), el("span", { class: "verb" }, ` ${W.wording(i)} `), W.objectNode(i)];

  const badge = (text, cls) => el("span", { class: `badge ${cls}` }, text);

  W.badges = (table, i) => {
    const { store } = L2;
    const isClaim = table === store.C;
    const [certainty, kind] = [W.certainty(table, i), W.kind(table, i)];
    return el(
      "p",
      { class: "badges" },
      isClaim && badge(t(table.fact[i] ? "isFact" : "isClaim"), table.fact[i] ? "is-fact" : "is-claim"),
      badge(certainty, `is-${certainty}`),
      badge(t(table.denied[i] ? "denied" : "affirmed"), table.denied[i] ? "is-denied" : "is-plain"),
      badge(kind, kind === "assertion" ? "is-plain" : "is-other"),
      isClaim && store.against.has(i) && badge(t("contradicted"), "is-denied"),
      isClaim && W.outcome(i) && badge(W.outcome(i), `is-${store.outcome(i)}`),
      isClaim && store.isSupported(i) && badge(t("supported"), "is-supported"),
    );
  };

  /** What came of a prediction, in a word; empty where nothing is known of it, and for what is none. */
  W.outcome = (i) => {
    const outcome = L2.store.outcome(i);
    return outcome && outcome !== "open" ? t(`outcome_${outcome}`) : "";
  };

  /** When the document of a claim is from, as a note behind its mention. */
  W.dated = (i) => {
    const { date } = L2.store.documents[L2.store.C.doc[i]] ?? {};
    return date ? ` · ${date}` : "";
  };

  /** Only what is out of the ordinary about a claim, in words. */
  W.tags = (i) => {
    const { C, against } = L2.store;
    const [certainty, kind] = [W.certainty(C, i), W.kind(C, i)];
    return [
      !C.fact[i] && t("isClaim"),
      certainty !== "certain" && certainty,
      C.denied[i] && t("denied"),
      kind !== "assertion" && kind,
      against.has(i) && t("contradicted"),
      W.outcome(i),
      L2.store.isSupported(i) && t("supported"),
    ].filter(Boolean);
  };

  /** Who says it, as what sort of speaker, and who passes it on. */
  W.voice = (table, i) => {
    if (table.by[i] < 0) return [];
    const passed = table.via[i] >= 0 && table.via[i] !== table.by[i] ? [`, ${t("passedOn")} `, W.entityLink(table.via[i])] : [];
    return [W.entityLink(table.by[i]), ` (${t(`one_${W.sort(table, i)}`)})`, ...passed];
  };

  W.documentTitle = (d) => {
    const about = L2.store.documents[d];
    return about.title || about.publisher || t("documentNumber", { n: d + 1 });
  };

  W.section = (table, i) => {
    const section = L2.store.documents[table.doc[i]]?.sections?.[table.section[i]];
    if (!section || section[2] === "body") return "";
    const [, , kind, author, number] = section;
    return [t(`section_${kind}`).toLowerCase(), number ?? "", author ? `· ${author}` : ""].filter(Boolean).join(" ");
  };

  W.source = (table, i) => {
    const about = L2.store.documents[table.doc[i]];
    if (!about) return [el("span", { class: "muted" }, t("noSource"))];
    const title = W.documentTitle(table.doc[i]);
    const rest = [about.publisher !== title && about.publisher, about.date, W.section(table, i)].filter(Boolean);
    return [L2.outside(about.url, title), rest.map((part) => ` · ${part}`).join("")];
  };

  W.sentence = (table, i) => (table.doc[i] >= 0 ? (L2.store.documents[table.doc[i]].text ?? "").slice(table.q0[i], table.q1[i]) : "");
  W.evidence = (i) => {
    const { C, documents } = L2.store;
    return C.doc[i] >= 0 ? (documents[C.doc[i]].text ?? "").slice(C.e0[i], C.e1[i]) : "";
  };

  /** A sentence, its evidence bright, subject and object marked. */
  W.quotation = (table, i) => {
    const text = W.sentence(table, i);
    if (!text.trim()) return el("p", { class: "muted" }, t("noQuote"));
    const isClaim = table === L2.store.C;
    const start = table.q0[i];
    const spans = isClaim
      ? { subject: [table.s0[i], table.s1[i]], object: [table.o0[i], table.o1[i]], evidence: [table.e0[i], table.e1[i]] }
      : {};
    const given = Object.entries(spans).filter(([, [from, to]]) => from >= 0 && to > from);
    const cuts = [
      ...new Set([0, text.length, ...given.flatMap(([, span]) => span.map((at) => Math.min(Math.max(at - start, 0), text.length)))]),
    ].sort((a, b) => a - b);
    const quote = el("blockquote", { dir: "auto" });
    const inside = (name, at) => given.some(([given_, [from, to]]) => given_ === name && from <= at && at < to);
    for (let k = 0; k + 1 < cuts.length; k += 1) {
      const piece = text.slice(cuts[k], cuts[k + 1]);
      const at = cuts[k] + start;
      const mark = inside("subject", at) ? "subject" : inside("object", at) ? "object" : null;
      if (mark) quote.append(el("mark", { class: mark, title: t(mark) }, piece));
      else quote.append(isClaim && !inside("evidence", at) ? el("span", { class: "beside" }, piece) : piece);
    }
    return quote;
  };
})();
