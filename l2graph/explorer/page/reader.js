"use strict";
/* The text: every name leads to its entity, the words of every claim are marked at their exact characters, comments stand as a thread. */
(() => {
  const { L2 } = window;
  const { byId, el, t } = L2;

  let shown = -1; // the document in the reader
  let pieces = []; // {start, end, mention, claims, node}: the text cut wherever a name, a sentence or a claim begins or ends

  /** The document that the present state reads. */
  function documentOf({ doc, at, sel }) {
    const { C, T, documents, claimsOf, statementsOf } = L2.store;
    if (!documents.length) return -1;
    if (at >= 0 && C.doc[at] >= 0) return C.doc[at];
    if (doc >= 0) return doc;
    if (sel.kind === "claim" && C.doc[sel.c] >= 0) return C.doc[sel.c];
    if (sel.kind === "statement") return T.doc[sel.i];
    const here = shown >= 0 ? shown : fullest();
    if (sel.kind === "entity") {
      const speaks = (d) => mentionsOf(documents[d]).has(sel.n);
      if (speaks(here)) return here;
      const [claim] = claimsOf.of(sel.n);
      if (claim !== undefined && C.doc[claim] >= 0) return C.doc[claim];
      const [statement] = statementsOf.of(sel.n);
      if (statement !== undefined) return T.doc[statement];
    }
    return here;
  }

  /** The document with the most claims, to begin with. */
  function fullest() {
    const { documents } = L2.store;
    const size = ({ claims = [0, 0] }) => claims[1] - claims[0];
    return documents.reduce((best, about, d) => (size(about) > size(documents[best]) ? d : best), 0);
  }

  const mentioned = new Map();
  function mentionsOf(about) {
    if (!mentioned.has(about.id)) {
      const all = new Set();
      for (let k = 2; k < (about.mentions ?? []).length; k += 3) all.add(about.mentions[k]);
      mentioned.set(about.id, all);
    }
    return mentioned.get(about.id);
  }

  const range = ([from, to] = [0, 0]) => Array.from({ length: Math.max(to - from, 0) }, (_, k) => from + k);

  /** Cut a document's text into pieces. */
  function cut(about) {
    const { C, T } = L2.store;
    const text = about.text ?? "";
    const cuts = new Set([0, text.length]);
    const add = (...places) => {
      for (const place of places) if (place >= 0 && place <= text.length) cuts.add(place);
    };
    const claims = range(about.claims);
    for (const i of claims) add(C.q0[i], C.q1[i], C.e0[i], C.e1[i], C.s0[i], C.s1[i], C.o0[i], C.o1[i]);
    for (const i of range(about.statements)) add(T.q0[i], T.q1[i]);
    const mentions = about.mentions ?? [];
    for (let k = 0; k < mentions.length; k += 3) add(mentions[k], mentions[k + 1]);
    for (const [start, end] of paragraphs(about)) add(start, end);
    const sorted = [...cuts].sort((a, b) => a - b);
    const at = new Map(sorted.map((place, k) => [place, k]));
    const made = sorted
      .slice(0, -1)
      .map((start, k) => ({ start, end: sorted[k + 1], mention: -1, width: Infinity, claims: [], node: null }));
    for (let k = 0; k < mentions.length; k += 3) {
      const [start, end, n] = mentions.slice(k, k + 3);
      for (let j = at.get(start); j !== undefined && j < at.get(end); j += 1) {
        if (end - start < made[j].width) Object.assign(made[j], { mention: n, width: end - start });
      }
    }
    for (const i of claims) for (let j = at.get(C.e0[i]); j !== undefined && j < at.get(C.e1[i]); j += 1) made[j].claims.push(i);
    for (const piece of made) piece.claims.sort((a, b) => C.e1[a] - C.e0[a] - (C.e1[b] - C.e0[b]) || a - b);
    return made;
  }

  /** The paragraphs of a document in order: [start, end, section or null]. */
  function paragraphs(about) {
    const text = about.text ?? "";
    const found = [];
    const lines = (start, end, section) => {
      let at = start;
      for (const line of text.slice(start, end).split("\n")) {
        if (line.trim()) found.push([at, at + line.length, section]);
        at += line.length + 1;
      }
    };
    if (about.known) {
      for (let k = 0; k < about.known.length; k += 2) lines(about.known[k], about.known[k + 1], sectionAt(about, about.known[k]));
      return found;
    }
    let at = 0;
    for (const section of about.sections ?? []) {
      if (section[0] > at) lines(at, section[0], null);
      lines(section[0], section[1], section);
      at = section[1];
    }
    lines(at, text.length, null);
    return found;
  }
  const sectionAt = (about, place) => (about.sections ?? []).find(([start, end]) => start <= place && place < end) ?? null;

  function pieceNode(piece, text) {
    const words = text.slice(piece.start, piece.end);
    if (piece.mention >= 0)
      return el(
        "a",
        { class: "piece mention", href: L2.state.href({ sel: { kind: "entity", n: piece.mention } }), "data-entity": piece.mention },
        words,
      );
    return el("span", { class: "piece" }, words);
  }

  function paragraphNode(about, [start, end, section], from) {
    const node = el(section?.[2] === "headline" ? "h3" : "p", { class: "paragraph", dir: "auto" });
    let k = from;
    while (k < pieces.length && pieces[k].start < start) k += 1;
    for (; k < pieces.length && pieces[k].end <= end; k += 1) {
      pieces[k].node = pieceNode(pieces[k], about.text);
      pieces[k].node.dataset.piece = k;
      node.append(pieces[k].node);
    }
    return [node, k];
  }

  function sectionNode(section) {
    if (section === null) return el("div", { class: "part part-body" });
    const [, , kind, author, number] = section;
    if (kind !== "comment") {
      const name = ["press-release", "quotation", "boilerplate"].includes(kind)
        ? el("p", { class: "part-name" }, t(`section_${kind}`), author ? ` · ${author}` : "")
        : null;
      return el(kind === "quotation" ? "blockquote" : "div", { class: `part part-${kind}` }, name);
    }
    const name = author || t("commentNumber", { n: number ?? "" });
    return el(
      "article",
      { class: "part part-comment", "aria-label": name },
      el(
        "p",
        { class: "part-name" },
        el("span", { class: "avatar", "aria-hidden": "true" }, [...name.trim()][0] ?? "·"),
        el("span", { dir: "auto" }, name),
        author && number ? el("span", { class: "muted" }, t("commentNumber", { n: number })) : null,
      ),
    );
  }

  /** Lay out a document: its parts with their paragraphs, comments together as a thread. */
  function body(about) {
    const list = paragraphs(about);
    const comments = new Set(list.filter(([, , section]) => section?.[2] === "comment").map(([, , section]) => section)).size;
    const article = el("article", { class: "document", lang: "en" });
    let part = null;
    let current = Symbol("none");
    let thread = null;
    let k = 0;
    for (const paragraph of list) {
      const [, , section] = paragraph;
      if (section !== current) {
        current = section;
        part = sectionNode(section);
        if (section?.[2] === "comment") {
          if (!thread) {
            thread = el(
              "section",
              { class: "thread", "aria-label": t("commentsCount", { n: comments }) },
              el("h3", { class: "thread-title" }, t("commentsCount", { n: comments })),
            );
            article.append(thread);
          }
          thread.append(part);
        } else {
          thread = null;
          article.append(part);
        }
      }
      const [node, next] = paragraphNode(about, paragraph, k);
      k = next;
      if (about.known) node.classList.add("known");
      part.append(node);
    }
    return article;
  }

  function head(d) {
    const { documents } = L2.store;
    const about = documents[d];
    const meta = [about.publisher, about.date, about.author].filter((part) => part && part !== L2.words.documentTitle(d));
    const title = L2.words.documentTitle(d);
    return [
      documents.length > 1
        ? el(
            "select",
            {
              id: "reader-document",
              "aria-label": t("readerDocument"),
              onchange: (event) => L2.state.go({ doc: Number(event.target.value), at: -1 }),
            },
            documents.map((_, k) => el("option", { value: k, selected: k === d }, L2.words.documentTitle(k))),
          )
        : el("h2", { class: "reader-title", dir: "auto" }, title),
      el(
        "p",
        { class: "reader-meta" },
        meta.join(" · "),
        L2.safeUrl(about.url) ? [meta.length ? " · " : "", L2.outside(about.url, new URL(about.url).host)] : null,
      ),
    ];
  }

  function show(d) {
    shown = d;
    const { documents } = L2.store;
    const place = byId("reader-text");
    if (d < 0) {
      pieces = [];
      byId("reader-head").replaceChildren();
      place.replaceChildren(el("p", { class: "empty" }, t("readerEmpty")));
      byId("reader-count").textContent = "";
      return;
    }
    const about = documents[d];
    pieces = cut(about);
    byId("reader-head").replaceChildren(...head(d));
    place.replaceChildren(...[about.known ? el("p", { class: "empty" }, t("readerNoText")) : null, body(about)].filter(Boolean));
    place.scrollTop = 0;
  }

  /** The claims of the document that pass the filters, in the order of the text. */
  function claimsHere() {
    if (shown < 0) return [];
    const { pass } = L2.filtered();
    const { C } = L2.store;
    return range(L2.store.documents[shown].claims)
      .filter((i) => pass[i])
      .sort((a, b) => C.e0[a] - C.e0[b] || C.e1[a] - C.e1[b] || a - b);
  }

  /** Mark what is chosen: an entity's names, a claim's sentence, evidence, subject and object, a statement's sentence. */
  function mark(state) {
    const { C, T } = L2.store;
    const { pass } = L2.filtered();
    const { sel } = state;
    const claim = state.at >= 0 ? state.at : sel.kind === "claim" ? sel.c : -1;
    const stretch = claim >= 0 ? [C.q0[claim], C.q1[claim]] : sel.kind === "statement" ? [T.q0[sel.i], T.q1[sel.i]] : [-1, -1];
    const isHere = claim >= 0 ? C.doc[claim] === shown : sel.kind === "statement" && T.doc[sel.i] === shown;
    const chosen = new Set(sel.kind === "entity" ? [sel.n] : sel.kind === "link" || sel.kind === "path" ? [sel.a, sel.b] : []);
    const within = (piece, from, to) => isHere && from >= 0 && piece.start >= from && piece.end <= to;
    let target = null;
    let evidence = null;
    for (const piece of pieces) {
      if (!piece.node) continue;
      const passing = piece.claims.filter((i) => pass[i]);
      const inEvidence = claim >= 0 && within(piece, C.e0[claim], C.e1[claim]);
      const classes = [
        "piece",
        piece.mention >= 0 && "mention",
        passing.length && (passing.some((i) => C.fact[i]) ? "says-fact" : "says"),
        passing.some((i) => L2.store.isContested(i)) && "says-contested",
        within(piece, ...stretch) && "in-sentence",
        inEvidence && "in-evidence",
        claim >= 0 && within(piece, C.s0[claim], C.s1[claim]) && "is-subject",
        claim >= 0 && within(piece, C.o0[claim], C.o1[claim]) && "is-object",
        chosen.has(piece.mention) && "is-chosen",
      ]
        .filter(Boolean)
        .join(" ");
      if (piece.classes !== classes) piece.node.className = piece.classes = classes;
      if (inEvidence) evidence ??= piece.node;
      if (within(piece, ...stretch)) target ??= piece.node;
    }
    const list = claimsHere();
    const i = list.indexOf(claim);
    byId("reader-count").textContent = i >= 0 ? t("readerAt", { i: i + 1, n: list.length }) : t("claims", { n: list.length });
    for (const id of ["reader-next", "reader-previous"]) byId(id).disabled = !list.length;
    return evidence ?? target ?? (chosen.size ? firstChosen(chosen) : null);
  }

  let marking = false;
  /** Mark what passes the filters when the drawing has answered: to lay out a long text anew would hold it up. */
  function markSoon() {
    if (marking) return;
    marking = true;
    const idle = window.requestIdleCallback ?? ((work) => window.setTimeout(work, 50));
    const work = () => {
      marking = false;
      mark(L2.state.now);
    };
    const frame = window.requestAnimationFrame;
    frame(() => frame(() => idle(work, { timeout: 400 }))); // not before the frame that shows the answer is there
  }

  function firstChosen(chosen) {
    const place = byId("reader-text");
    const [top, bottom] = [place.scrollTop, place.scrollTop + place.clientHeight];
    const nodes = pieces.filter((piece) => piece.node && chosen.has(piece.mention)).map((piece) => piece.node);
    return nodes.some((node) => node.offsetTop >= top && node.offsetTop < bottom - 30) ? null : (nodes[0] ?? null);
  }

  /** Tell above the text what has to do with the claim that it stands at: what came of it, what supports or denies it. */
  function relate(state) {
    const claim = state.at >= 0 ? state.at : state.sel.kind === "claim" ? state.sel.c : -1;
    const links = claim >= 0 && L2.store.C.doc[claim] === shown ? L2.linkNodes(claim).filter(Boolean) : [];
    byId("reader-links").replaceChildren(...links);
    byId("reader-links").hidden = !links.length;
  }

  /** Scroll the reader, and nothing else, to a piece: a third from its upper edge. */
  function scrollTo(node) {
    const place = byId("reader-text");
    const top = node.getBoundingClientRect().top - place.getBoundingClientRect().top + place.scrollTop - place.clientHeight * 0.3;
    place.scrollTo({ top: Math.max(top, 0), behavior: L2.reduced.matches || Math.abs(top - place.scrollTop) > 4000 ? "auto" : "smooth" });
  }

  function clicked(event) {
    const node = event.target.closest("[data-piece]");
    if (!node || event.target.closest("[data-entity]")) return;
    const { pass } = L2.filtered();
    const list = pieces[Number(node.dataset.piece)].claims.filter((i) => pass[i]);
    if (!list.length || String(window.getSelection())) return;
    const next = list[(list.indexOf(L2.state.now.at) + 1) % list.length];
    L2.state.go({ sel: { kind: "claim", c: next }, at: next });
  }

  L2.reader = {
    start() {
      byId("reader-text").addEventListener("click", clicked);
      byId("reader-text").addEventListener(
        "pointerover",
        ({ target }) => target.dataset?.entity && L2.pointer.at(Number(target.dataset.entity)),
      );
      byId("reader-text").addEventListener("pointerout", ({ target }) => target.dataset?.entity && L2.pointer.at(null));
      byId("reader-next").addEventListener("click", () => L2.reader.step(1));
      byId("reader-previous").addEventListener("click", () => L2.reader.step(-1));
      byId("reader-wide").addEventListener("click", () => L2.state.go({ view: "text", doc: shown }));
    },
    update(state, changed) {
      const d = documentOf(state);
      const fresh = d !== shown || changed.has("start");
      if (fresh) show(d);
      if (["at", "sel", "start", "doc"].some((name) => changed.has(name))) relate(state);
      if (!fresh && changed.size === 1 && changed.has("f")) {
        markSoon();
        return;
      }
      const target = mark(state);
      if (target && (fresh || changed.has("sel") || changed.has("at") || changed.has("view"))) scrollTo(target);
    },
    /** Go to the next or previous claim of the text. */
    step(by) {
      const list = claimsHere();
      if (!list.length) return;
      const i = list.indexOf(L2.state.now.at);
      const next = list[i < 0 ? (by > 0 ? 0 : list.length - 1) : (i + by + list.length) % list.length];
      L2.state.go({ sel: { kind: "claim", c: next }, at: next });
    },
    get document() {
      return shown;
    },
  };
})();
