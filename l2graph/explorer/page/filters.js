"use strict";
/* Which claims and statements pass the filters, and how many would pass each choice. A facet in which nothing is chosen lets everything pass. */
(() => {
  const { L2 } = window;
  const BIT = { cls: 1, p: 2, kind: 4, certainty: 8, polarity: 16, sort: 32, by: 64, doc: 128, preset: 256, time: 512 };

  /** A table that says for each number whether it is chosen; null where nothing is chosen. */
  function chosen(set, size) {
    if (!set.size) return null;
    const flags = new Uint8Array(size + 1); // the last one answers for -1
    for (const n of set) flags[n] = 1;
    return flags;
  }
  const has = (flags, n) => flags[n < 0 ? flags.length - 1 : n];

  /** Which filters each claim fails, as bits. */
  function failures(f) {
    const { C, E, classes, properties, documents } = L2.store;
    const fails = new Uint16Array(C.n);
    const sizes = {
      cls: classes.length,
      p: properties.length,
      kind: 5,
      certainty: 3,
      polarity: 2,
      sort: 5,
      by: E.n,
      doc: documents.length,
    };
    const flags = Object.fromEntries(L2.FACETS.map((name) => [name, chosen(f[name], sizes[name])]));
    const plain = [
      ["p", C.p],
      ["kind", C.kind],
      ["certainty", C.certainty],
      ["polarity", C.denied],
      ["sort", C.sort],
      ["by", C.by],
      ["doc", C.doc],
    ].filter(([name]) => flags[name]);
    for (const [name, column] of plain) for (let i = 0; i < C.n; i += 1) if (!has(flags[name], column[i])) fails[i] |= BIT[name];
    if (flags.cls)
      for (let i = 0; i < C.n; i += 1) if (!flags.cls[E.cls[C.s[i]]] && !(C.o[i] >= 0 && flags.cls[E.cls[C.o[i]]])) fails[i] |= BIT.cls;
    if (f.facts) for (let i = 0; i < C.n; i += 1) if (!C.fact[i]) fails[i] |= BIT.preset;
    if (f.readers) for (let i = 0; i < C.n; i += 1) if (!L2.store.onlyReaders(i)) fails[i] |= BIT.preset;
    if (f.from !== null || f.to !== null) {
      const [from, to] = [(f.from ?? -1) * 10000, (f.to ?? 99999) * 10000 + 9999];
      for (let i = 0; i < C.n; i += 1) {
        const dated = C.from[i] || C.to[i];
        const inside = dated ? (C.from[i] || C.to[i]) <= to && (C.to[i] || (C.since[i] >= 0 ? 99999999 : C.from[i])) >= from : f.undated;
        if (!inside) fails[i] |= BIT.time;
      }
    }
    return fails;
  }

  const counter = (size) => new Int32Array(size);

  /** How many claims would pass each choice of a facet, the other facets being as they are. */
  function tally(fails) {
    const { C, E, classes, properties, documents } = L2.store;
    const counts = {
      cls: counter(classes.length),
      p: counter(properties.length),
      kind: counter(5),
      certainty: counter(3),
      polarity: counter(2),
      sort: counter(5),
      by: counter(E.n),
      doc: counter(documents.length),
    };
    for (let i = 0; i < C.n; i += 1) {
      const fail = fails[i];
      if (fail & (fail - 1)) continue; // fails two at least
      if (!(fail & ~BIT.p)) counts.p[C.p[i]] += 1;
      if (!(fail & ~BIT.kind)) counts.kind[C.kind[i]] += 1;
      if (!(fail & ~BIT.certainty)) counts.certainty[C.certainty[i]] += 1;
      if (!(fail & ~BIT.polarity)) counts.polarity[C.denied[i]] += 1;
      if (!(fail & ~BIT.sort)) counts.sort[C.sort[i]] += 1;
      if (!(fail & ~BIT.by) && C.by[i] >= 0) counts.by[C.by[i]] += 1;
      if (!(fail & ~BIT.doc) && C.doc[i] >= 0) counts.doc[C.doc[i]] += 1;
      if (!(fail & ~BIT.cls)) {
        counts.cls[E.cls[C.s[i]]] += 1;
        if (C.o[i] >= 0 && E.cls[C.o[i]] !== E.cls[C.s[i]]) counts.cls[E.cls[C.o[i]]] += 1;
      }
    }
    return counts;
  }

  /** Which statements pass: property, time and facts are not asked of them. */
  function statementsPass(f) {
    const { T, E } = L2.store;
    const pass = new Uint8Array(T.n);
    const reader = L2.store.sorts.indexOf("reader");
    const ok = (set, n) => !set.size || set.has(n);
    for (let i = 0; i < T.n; i += 1)
      pass[i] =
        ok(f.kind, T.kind[i]) &&
        ok(f.certainty, T.certainty[i]) &&
        ok(f.polarity, T.denied[i]) &&
        ok(f.sort, T.sort[i]) &&
        ok(f.by, T.by[i]) &&
        ok(f.doc, T.doc[i]) &&
        (!f.readers || T.sort[i] === reader) &&
        (!f.cls.size || (T.about[i] ?? []).some((n) => f.cls.has(E.cls[n])))
          ? 1
          : 0;
    return pass;
  }

  let key = null;
  let result = null;

  /** The answer to the present filters: {pass, passing, counts, dated, statements}. */
  L2.filtered = () => {
    const { f } = L2.state.now;
    if (f === key) return result;
    key = f;
    const { C } = L2.store;
    const fails = failures(f);
    const pass = new Uint8Array(C.n);
    const untimed = new Uint8Array(C.n); // passes but for the time
    let passing = 0;
    for (let i = 0; i < C.n; i += 1) {
      if (!fails[i]) {
        pass[i] = 1;
        passing += 1;
      }
      if (!(fails[i] & ~BIT.time)) untimed[i] = 1;
    }
    let statements = null;
    result = {
      pass,
      passing,
      untimed,
      counts: tally(fails),
      get statements() {
        statements ??= statementsPass(f);
        return statements;
      },
    };
    return result;
  };
})();
