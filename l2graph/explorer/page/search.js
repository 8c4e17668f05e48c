"use strict";
/* The search field: entities, values, documents, sentences, views, and the way between two things. */
(() => {
  const { L2 } = window;
  const { byId, el, t, words: W } = L2;
  let hits = [];
  let active = -1;
  let from = -1; // the entity that a path is wanted from

  function entityHit({ n, name }) {
    return {
      text: W.label(n),
      also: name && name !== W.label(n) ? name : "",
      note: `${W.cls(n).label}, ${t("claims", { n: L2.store.E.claims[n] })}`,
      look: W.cls(n),
      go: () => L2.choose(n, L2.state.now.view === "text" ? {} : { view: "graph" }),
    };
  }
  const pathHit = (a, b) => ({
    text: t("foundPath", { a: W.label(a), b: W.label(b) }),
    note: t("foundPathNote"),
    icon: "path",
    go: () => L2.state.go({ sel: { kind: "path", a, b }, view: "graph" }),
  });

  function views(query) {
    const wanted = L2.fold(query);
    if (wanted.length < 2) return [];
    const all = [
      ...L2.VIEWS.map((view) => ({ text: t(`view${view[0].toUpperCase()}${view.slice(1)}`), go: () => L2.state.go({ view }) })),
      { text: t("factsOnly"), go: () => L2.state.filter({ facts: true, readers: false }) },
      { text: t("readersOnly"), go: () => L2.state.filter({ readers: true, facts: false }) },
    ];
    return all.filter(({ text }) => L2.fold(text).startsWith(wanted)).map((hit) => ({ ...hit, note: t("foundView"), icon: "arrow" }));
  }

  function look(query) {
    const start = from; // choosing a hit ends the question
    if (start >= 0)
      return L2.findEntities(query)
        .filter(({ n }) => n !== start)
        .map((hit) => ({ ...entityHit(hit), go: () => pathHit(start, hit.n).go() }));
    const entities = L2.findEntities(query, 8);
    const ends = entities[0]?.rank <= 1 ? null : L2.parsePath(query); // "Amsel & Sons" is a name
    const { C, T } = L2.store;
    return [
      ...(ends ? [pathHit(...ends)] : []),
      ...entities.map(entityHit),
      ...views(query),
      ...L2.findValues(query).map((i) => ({
        text: W.phrase(i),
        note: [W.tags(i)[0] ?? t("isFact"), W.label(C.by[i])].filter(Boolean).join(", "),
        icon: "arrow",
        go: () => L2.state.go({ sel: { kind: "claim", c: i } }),
      })),
      ...L2.findDocuments(query).map((d) => ({
        text: W.documentTitle(d),
        note: t("readerDocument").toLowerCase(),
        icon: "wide",
        go: () => L2.state.go({ doc: d, view: "text" }),
      })),
      ...L2.findSentences(query).map((i) => ({
        text: W.sentence(T, i).trim().replace(/\s+/g, " ").slice(0, 160),
        note: t("foundInTexts"),
        icon: "search",
        quote: true,
        go: () => L2.state.go({ sel: { kind: "statement", i } }),
      })),
    ].slice(0, 16);
  }

  function option(hit, i) {
    const item = el(
      "li",
      { role: "option", id: `hit-${i}`, "aria-selected": "false", class: hit.quote ? "quote" : "" },
      hit.look ? L2.glyph(hit.look, 16) : L2.icon(hit.icon, 15),
      el(
        "span",
        { class: "name", dir: "auto" },
        hit.text,
        hit.also ? el("span", { class: "muted" }, ` ${t("foundAs", { name: hit.also })}`) : null,
      ),
      el("span", { class: "when" }, hit.note),
    );
    item.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      choose(i);
    });
    return item;
  }

  function search() {
    const query = byId("search").value.trim();
    hits = query ? look(query) : [];
    active = hits.length ? 0 : -1;
    const list = byId("found");
    list.replaceChildren(...hits.map(option));
    byId("found-none").hidden = !query || hits.length > 0;
    list.hidden = !hits.length;
    byId("found-box").hidden = !query;
    byId("search").setAttribute("aria-expanded", String(hits.length > 0));
    byId("found-told").textContent = query ? (hits.length ? t("foundCount", { n: hits.length }) : t("foundNothing")) : "";
    mark();
  }

  function mark() {
    [...byId("found").children].forEach((item, i) => {
      item.setAttribute("aria-selected", String(i === active));
      if (i === active) item.scrollIntoView({ block: "nearest" });
    });
    if (active >= 0) byId("search").setAttribute("aria-activedescendant", `hit-${active}`);
    else byId("search").removeAttribute("aria-activedescendant");
  }

  function close() {
    byId("found-box").hidden = true;
    byId("found").hidden = true;
    byId("search").setAttribute("aria-expanded", "false");
    stopPath();
  }

  function stopPath() {
    from = -1;
    byId("search").placeholder = t("find");
  }

  function choose(i) {
    const hit = hits[i];
    if (!hit) return;
    byId("search").value = "";
    hits = [];
    byId("search").blur();
    close();
    hit.go();
    byId("card").focus({ preventScroll: true });
  }

  function keys(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && hits.length) {
      active = (active + steps[event.key] + hits.length) % hits.length;
      mark();
    } else if (event.key === "Enter") choose(active);
    else if (event.key === "Escape") {
      if (!byId("search").value) byId("search").blur();
      byId("search").value = "";
      search();
      stopPath();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  L2.search = {
    start() {
      const field = byId("search");
      field.addEventListener("input", search);
      field.addEventListener("keydown", keys);
      field.addEventListener("blur", close);
      field.addEventListener("focus", () => field.value && search());
    },
    focus() {
      byId("search").focus();
      byId("search").select();
    },
    /** Ask for the other end of a path. */
    path(n) {
      L2.search.focus();
      byId("search").value = "";
      from = n;
      byId("search").placeholder = t("pathPrompt", { name: W.label(n) });
    },
  };
})();
