"use strict";
/* Entities, claims and statements as tables: sorted by a click on a column's head, narrowed by words and by the filters. Long ones draw only the rows in sight. */
(() => {
  const { L2 } = window;
  const { byId, el, t, words: W } = L2;
  const WHOLE = 300; // rows that are drawn all at once
  const ROW = 40; // px
  const SPARE = 12; // rows drawn beyond the edges

  const text = (value) => el("span", { dir: "auto" }, value);
  const quote = (value) => el("span", { class: "cell-quote", dir: "auto" }, value);
  const flat = (words) => words.trim().replace(/\s+/g, " ").slice(0, 220);
  const doc = (table, i) => (table.doc[i] >= 0 ? W.documentTitle(table.doc[i]) : "");
  const aboutText = (i) => (L2.store.T.about[i] ?? []).map(W.label).join(", ");

  /* The columns: what a cell sorts and is searched by (`value`), and how it looks (`cell`), if that is more than its value. */
  const TABLES = {
    entities: {
      caption: "captionEntities",
      all: () => L2.store.E.n,
      rows: () => {
        const { E, classes } = L2.store;
        const { f } = L2.state.now;
        if (!L2.state.isFiltered()) return Array.from({ length: E.n }, (_, n) => n);
        const { pass } = L2.filtered();
        const { C } = L2.store;
        const seen = new Uint8Array(E.n);
        for (let i = 0; i < C.n; i += 1)
          if (pass[i]) {
            seen[C.s[i]] = 1;
            if (C.o[i] >= 0) seen[C.o[i]] = 1;
          }
        return Array.from(seen.keys()).filter((n) => seen[n] && (!f.cls.size || f.cls.has(E.cls[n]) || !classes.length));
      },
      start: { column: 2, down: true },
      columns: [
        {
          name: "colName",
          value: (n) => W.label(n),
          cell: (n) => el("span", { class: "cell-entity" }, L2.glyph(W.cls(n), 15), W.entityLink(n)),
          wide: 3,
        },
        { name: "colClass", value: (n) => W.cls(n).label, wide: 1.2 },
        { name: "colClaims", value: (n) => L2.store.E.claims[n], number: true },
        { name: "colStatements", value: (n) => L2.store.E.about[n], number: true },
        { name: "colSaid", value: (n) => L2.store.E.said[n], number: true },
        { name: "colNames", value: (n) => (L2.store.E.names[n] || []).join(" · "), wide: 2.6 },
      ],
      open: (n) => L2.choose(n),
      isOpen: (n, { sel }) => sel.kind === "entity" && sel.n === n,
    },
    claims: {
      caption: "captionClaims",
      all: () => L2.store.C.n,
      rows: () => {
        const { pass } = L2.filtered();
        return Array.from(pass.keys()).filter((i) => pass[i]);
      },
      start: { column: -1, down: false },
      columns: [
        { name: "colSubject", value: (i) => W.label(L2.store.C.s[i]), cell: (i) => W.entityLink(L2.store.C.s[i]), wide: 1.6 },
        { name: "colProperty", value: (i) => W.wording(i), wide: 1.45 },
        {
          name: "colObject",
          value: (i) => W.object(i),
          order: (i) => L2.store.C.sortValue[i] ?? null,
          cell: (i) => W.objectNode(i),
          wide: 1.6,
        },
        { name: "colWhen", value: (i) => W.when(i), order: (i) => W.day(i) || null, wide: 1 },
        { name: "colSpeaker", value: (i) => W.label(L2.store.C.by[i]), cell: (i) => W.entityLink(L2.store.C.by[i]), wide: 1.3 },
        {
          name: "colHow",
          value: (i) => W.certainty(L2.store.C, i),
          order: (i) => L2.store.C.certainty[i],
          cell: (i) =>
            el(
              "span",
              { class: "cell-sure" },
              el("span", { class: `sure sure-${W.certainty(L2.store.C, i)}` }),
              W.certainty(L2.store.C, i),
            ),
          wide: 1.15,
        },
        { name: "colKind", value: (i) => (L2.store.C.fact[i] ? t("isFact") : W.kind(L2.store.C, i)), wide: 1.05 },
        { name: "colQuote", value: (i) => flat(W.evidence(i)), cell: (i) => quote(flat(W.evidence(i))), wide: 2.6 },
        { name: "colDocument", value: (i) => doc(L2.store.C, i), wide: 1.3 },
      ],
      open: (i) => L2.state.go({ sel: { kind: "claim", c: i } }),
      isOpen: (i, { sel, at }) => at === i || (sel.kind === "claim" && sel.c === i),
    },
    statements: {
      caption: "captionStatements",
      all: () => L2.store.T.n,
      note: "filtersForStatements",
      rows: () => {
        const { statements } = L2.filtered();
        return Array.from(statements.keys()).filter((i) => statements[i]);
      },
      start: { column: -1, down: false },
      columns: [
        { name: "colQuote", value: (i) => flat(W.sentence(L2.store.T, i)), cell: (i) => quote(flat(W.sentence(L2.store.T, i))), wide: 4 },
        { name: "colSpeaker", value: (i) => W.label(L2.store.T.by[i]), cell: (i) => W.entityLink(L2.store.T.by[i]), wide: 1.3 },
        { name: "colKind", value: (i) => W.kind(L2.store.T, i), wide: 0.8 },
        { name: "colHow", value: (i) => W.certainty(L2.store.T, i), order: (i) => L2.store.T.certainty[i], wide: 0.8 },
        {
          name: "colAbout",
          value: aboutText,
          cell: (i) =>
            el(
              "span",
              {},
              (L2.store.T.about[i] ?? []).flatMap((n, k) => (k ? [", ", W.entityLink(n)] : [W.entityLink(n)])),
            ),
          wide: 1.8,
        },
        { name: "colDocument", value: (i) => doc(L2.store.T, i), wide: 1.3 },
      ],
      open: (i) => L2.state.go({ sel: { kind: "statement", i } }),
      isOpen: (i, { sel }) => sel.kind === "statement" && sel.i === i,
    },
  };

  const views = new Map();
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

  /** Rows in the order of a column; what is empty stands last in both directions. Words are compared once each, not once a row. */
  function sorted(rows, column, down) {
    const words = column.number ? [] : [...new Set(rows.map(column.value))].sort((a, b) => collator.compare(a, b) || (a < b ? -1 : 1));
    const rank = new Map(words.map((word, k) => [word, k]));
    const keyOf = (row) => {
      if (column.number) return column.value(row);
      const order = column.order?.(row);
      if (order !== null && order !== undefined) return order;
      const word = column.value(row);
      return word ? 1e12 + rank.get(word) : Number.NaN;
    };
    const keys = new Map(rows.map((row) => [row, keyOf(row)]));
    return [...rows].sort((a, b) => {
      const [x, y] = [keys.get(a), keys.get(b)];
      if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
      return (down ? y - x : x - y) || a - b;
    });
  }

  class Table {
    constructor(name) {
      this.name = name;
      this.model = TABLES[name];
      this.sort = { ...this.model.start };
      this.words = "";
      this.rows = [];
      this.stale = true;
      this.folded = [];
      this.build();
      this.prepare();
    }

    build() {
      const { model } = this;
      this.counter = el("p", { class: "table-count", role: "status" });
      this.input = el("input", {
        type: "search",
        class: "table-filter",
        placeholder: t("tableFilter"),
        "aria-label": t("tableFilter"),
        autocomplete: "off",
      });
      this.input.addEventListener("input", () => {
        this.words = this.input.value;
        this.refresh();
      });
      const heads = model.columns.map((column, k) => {
        const button = el(
          "button",
          { type: "button", onclick: () => this.sortBy(k) },
          t(column.name),
          el("span", { class: "sort-mark", "aria-hidden": "true" }),
        );
        return el("th", { scope: "col", class: column.number ? "number" : "" }, button);
      });
      const share = model.columns.map((column) => column.wide ?? 0.7);
      const whole = share.reduce((a, b) => a + b, 0);
      const cols = share.map((part) => {
        const col = el("col");
        col.style.width = `${(100 * part) / whole}%`;
        return col;
      });
      this.heads = heads;
      this.before = el("tbody", { class: "spacer", "aria-hidden": "true" }, el("tr", {}, el("td", { colspan: model.columns.length })));
      this.after = this.before.cloneNode(true);
      this.body = el("tbody");
      this.table = el(
        "table",
        { "aria-label": t(model.caption), class: `table-${this.name}` },
        el("colgroup", {}, cols),
        el("thead", {}, el("tr", {}, heads)),
        this.before,
        this.body,
        this.after,
      );
      this.scroller = el("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": t(model.caption) }, this.table);
      this.scroller.addEventListener("scroll", () => window.requestAnimationFrame(() => this.draw()));
      this.body.addEventListener("click", (event) => this.clicked(event));
      this.body.addEventListener("keydown", (event) => this.keys(event));
      this.root = el(
        "div",
        { class: "table-view" },
        el("div", { class: "table-head" }, this.input, this.counter),
        model.note ? el("p", { class: "table-note muted" }, t(model.note)) : null,
        this.scroller,
      );
    }

    sortBy(k) {
      this.sort = { column: k, down: this.sort.column === k ? !this.sort.down : Boolean(this.model.columns[k].number) };
      this.refresh();
    }

    /** Rows anew: those that pass, in order. */
    refresh() {
      const { model, sort } = this;
      const wanted = L2.fold(this.words).split(" ").filter(Boolean);
      let rows = model.rows();
      this.whole = rows.length;
      if (wanted.length)
        rows = rows.filter((row) => {
          const folded = this.foldedOf(row);
          return wanted.every((word) => folded.includes(word));
        });
      if (model.columns[sort.column]) rows = sorted(rows, model.columns[sort.column], sort.down);
      this.rows = rows;
      for (const [k, head] of this.heads.entries())
        head.setAttribute("aria-sort", k === sort.column ? (sort.down ? "descending" : "ascending") : "none");
      this.counter.textContent =
        rows.length === this.whole ? t("tableAll", { n: this.whole }) : t("tableRows", { n: rows.length, all: this.whole });
      this.table.setAttribute("aria-rowcount", String(rows.length + 1));
      this.drawn = "";
      this.stale = false;
      this.scroller.scrollTop = 0;
      this.draw();
    }

    /** The folded words of a row, kept: folding a hundred thousand rows at each letter would be felt. */
    foldedOf(row) {
      this.folded[row] ??= L2.fold(this.model.columns.map((column) => column.value(row)).join(" "));
      return this.folded[row];
    }

    /** Fold the rows while nothing else happens. */
    prepare(from = 0) {
      const idle = window.requestIdleCallback ?? ((work) => window.setTimeout(work, 50));
      const rows = this.model.all();
      if (from < rows)
        idle(() => {
          for (let row = from; row < Math.min(from + 1500, rows); row += 1) this.foldedOf(row);
          this.prepare(from + 1500);
        });
    }

    draw() {
      const { rows, scroller } = this;
      const isLong = rows.length > WHOLE;
      const first = isLong ? Math.max(Math.floor(scroller.scrollTop / ROW) - SPARE, 0) : 0;
      const last = isLong ? Math.min(first + Math.ceil((scroller.clientHeight || 800) / ROW) + 2 * SPARE, rows.length) : rows.length;
      const key = `${first} ${last}`;
      if (key === this.drawn) return;
      this.drawn = key;
      this.table.classList.toggle("is-long", isLong);
      const { now } = L2.state;
      this.body.replaceChildren(
        ...(rows.length
          ? rows.slice(first, last).map((row, k) => this.row(row, first + k, now))
          : [el("tr", {}, el("td", { colspan: this.model.columns.length, class: "empty" }, t("tableEmpty")))]),
      );
      for (const [spacer, n] of [
        [this.before, first],
        [this.after, rows.length - last],
      ]) {
        spacer.hidden = n <= 0;
        spacer.firstChild.style.height = `${n * ROW}px`;
      }
    }

    row(row, place, now) {
      const cells = this.model.columns.map((column) =>
        el(
          "td",
          { class: column.number ? "number" : "" },
          column.cell ? column.cell(row) : column.number ? L2.number(column.value(row)) : text(column.value(row)),
        ),
      );
      return el(
        "tr",
        { tabindex: "-1", "data-row": row, "aria-rowindex": place + 2, class: this.model.isOpen(row, now) ? "is-open" : "" },
        cells,
      );
    }

    mark(now) {
      for (const node of this.body.querySelectorAll("tr[data-row]"))
        node.classList.toggle("is-open", this.model.isOpen(Number(node.dataset.row), now));
    }

    clicked(event) {
      const node = event.target.closest("tr[data-row]");
      if (!node || event.target.closest("a") || String(window.getSelection())) return;
      this.model.open(Number(node.dataset.row));
    }

    keys(event) {
      const node = event.target.closest("tr[data-row]");
      const move = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
      if (move && node?.[move]) {
        node[move].focus();
        event.preventDefault();
      } else if (event.key === "Enter" && event.target === node) this.model.open(Number(node.dataset.row));
    }
  }

  L2.tables = {
    isTable: (view) => view in TABLES,
    update(state, changed) {
      for (const table of views.values()) if (changed.has("f")) table.stale = true;
      if (!(state.view in TABLES)) return;
      if (!views.has(state.view)) views.set(state.view, new Table(state.view));
      const table = views.get(state.view);
      const place = byId("view-table");
      if (place.firstChild !== table.root) place.replaceChildren(table.root);
      if (table.stale) table.refresh();
      else table.draw();
      table.mark(state);
    },
    /** The rows of a table as they stand, with the words of their columns: for the export. */
    content(view) {
      const table = views.get(view);
      return {
        heads: table.model.columns.map((column) => t(column.name)),
        rows: table.rows,
        values: table.rows.map((row) => table.model.columns.map((column) => column.value(row))),
      };
    },
  };
})();
