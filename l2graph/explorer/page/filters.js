"use strict";
/* Which claims and statements pass the filters, and how many would pass each choice. A facet in which nothing is chosen lets everything pass.

   Each claim has a bit for each filter that it fails, kept from one step to the next: a step changes one filter, so one bit is looked at anew. */
(() => {
  const { L2 } = window;
  const BIT = { cls: 1, p: 2, kind: 4, certainty: 8, polarity: 16, sort: 32, by: 64, doc: 128, preset: 256, time: 512 };
  const ALL_BUT_TIME = 1023 & ~BIT.time;

  let columns = null; // facet → [the claims' column, the statements' column, how many choices]
  function columnsOf() {
    const { C, T, E, classes, properties, documents, kinds, certainties, sorts } = L2.store;
    columns ??= {
      p: [C.p, null, properties.length],
      kind: [C.kind, T.kind, kinds.length],
      certainty: [C.certainty, T.certainty, certainties.length],
      polarity: [C.denied, T.denied, 2],
      sort: [C.sort, T.sort, sorts.length],
      by: [C.by, T.by, E.n],
      doc: [C.doc, T.doc, documents.length],
      cls: [null, null, classes.length],
    };
    return columns;
  }

  /** A table that says for each number whether it is chosen; the first entry answers for -1. */
  function chosen(set, size) {
    const flags = new Uint8Array(size + 1);
    for (const n of set) flags[n + 1] = 1;
    return flags;
  }

  /** The classes at both ends of each claim: a value has its subject's. */
  let ends = null;
  function endsOf() {
    if (ends) return ends;
    const { C, E } = L2.store;
    ends = [new Int32Array(C.n), new Int32Array(C.n)];
    for (let i = 0; i < C.n; i += 1) {
      ends[0][i] = E.cls[C.s[i]];
      ends[1][i] = C.o[i] >= 0 ? E.cls[C.o[i]] : ends[0][i];
    }
    return ends;
  }

  let fails = null; // which filters each claim fails, as bits
  let asked = null; // the filters that `fails` tells of

  /** Look at one filter anew: set or clear its bit for each claim. */
  function settle(bit, passes) {
    const n = fails.length;
    if (!passes) for (let i = 0; i < n; i += 1) fails[i] &= ~bit;
    else
      for (let i = 0; i < n; i += 1)
        if (passes(i)) fails[i] &= ~bit;
        else fails[i] |= bit;
  }

  /** The same for a facet, of which one or the other column has to be chosen: a loop without a call, since it is waited for. */
  function settleFacet(bit, one, other, flags) {
    for (let i = 0; i < fails.length; i += 1)
      if (flags[one[i] + 1] | flags[other[i] + 1]) fails[i] &= ~bit;
      else fails[i] |= bit;
  }

  function timePasses({ from, to, undated }) {
    const { C } = L2.store;
    const [first, last] = [(from ?? -1) * 10000, (to ?? 99999) * 10000 + 9999];
    return (i) => {
      const begin = C.from[i] || C.to[i];
      if (!begin) return undated;
      return begin <= last && (C.to[i] || (C.since[i] >= 0 ? 99999999 : C.from[i])) >= first;
    };
  }

  function refresh(f) {
    const { C, onlyReaders } = L2.store;
    const isNew = (...names) => !asked || names.some((name) => asked[name] !== f[name]);
    fails ??= new Uint16Array(C.n);
    for (const name of L2.FACETS) {
      if (!isNew(name) || (asked && !asked[name].size && !f[name].size)) continue;
      const [column, , size] = columnsOf()[name];
      if (f[name].size) settleFacet(BIT[name], ...(column ? [column, column] : endsOf()), chosen(f[name], size));
      else settle(BIT[name], null);
    }
    if (isNew("facts", "readers"))
      settle(BIT.preset, f.facts || f.readers ? (i) => (!f.facts || C.fact[i]) && (!f.readers || onlyReaders(i)) : null);
    if (isNew("from", "to", "undated")) settle(BIT.time, f.from !== null || f.to !== null ? timePasses(f) : null);
    asked = f;
  }

  /** Count the claims by a column of theirs, those that fail no filter but this one: a loop of its own, which the browser compiles well. */
  function tallyColumn(column, others, count) {
    for (let i = 0; i < fails.length; i += 1) if (!(fails[i] & others) && column[i] >= 0) count[column[i]] += 1;
  }

  /** How many claims would pass each choice of a facet, the other facets being as they are. */
  function tally(name) {
    const [column, , size] = columnsOf()[name];
    const others = ~BIT[name];
    const count = new Int32Array(size);
    if (column) {
      tallyColumn(column, others, count);
      return count;
    }
    const [one, other] = endsOf();
    tallyColumn(one, others, count);
    for (let i = 0; i < fails.length; i += 1) if (!(fails[i] & others) && other[i] !== one[i]) count[other[i]] += 1;
    return count;
  }

  /** Which statements pass: property, time and facts are not asked of them. */
  function statementsPass(f) {
    const { T, E, sorts } = L2.store;
    const pass = new Uint8Array(T.n).fill(1);
    const keep = (passes) => {
      for (let i = 0; i < T.n; i += 1) if (!passes(i)) pass[i] = 0;
    };
    for (const name of L2.FACETS) {
      const [, column, size] = columnsOf()[name];
      if (!column || !f[name].size) continue;
      const flags = chosen(f[name], size);
      for (let i = 0; i < T.n; i += 1) pass[i] &= flags[column[i] + 1];
    }
    const reader = sorts.indexOf("reader");
    if (f.readers) keep((i) => T.sort[i] === reader);
    if (f.cls.size) keep((i) => (T.about[i] ?? []).some((n) => f.cls.has(E.cls[n])));
    return pass;
  }

  let result = null;

  /** The answer to the present filters: {pass, passing, untimed, counts, statements}; `untimed` passes but for the time, and
      `counts(facet)` tells how many claims each choice would let pass. What few ask for is made when they ask. */
  L2.filtered = () => {
    const { f } = L2.state.now;
    if (f === asked) return result;
    refresh(f);
    const pass = new Uint8Array(fails.length);
    const untimed = new Uint8Array(fails.length);
    let passing = 0;
    for (let i = 0; i < fails.length; i += 1) {
      if (!fails[i]) {
        pass[i] = 1;
        passing += 1;
      }
      if (!(fails[i] & ALL_BUT_TIME)) untimed[i] = 1;
    }
    let statements = null;
    const counts = {};
    result = {
      pass,
      passing,
      untimed,
      counts(name) {
        counts[name] ??= tally(name);
        return counts[name];
      },
      get statements() {
        statements ??= statementsPass(f);
        return statements;
      },
    };
    return result;
  };
})();
