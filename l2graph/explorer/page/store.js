"use strict";
/* The graph in memory: the columns of the page's data (docs/explorer-data.md) with the ways to get from one thing to another. */
(() => {
  const { L2 } = window;

  /** Lists of numbers by number, in two arrays: 100,000 small arrays would cost more than what they hold. */
  class Lists {
    constructor(size, pairs) {
      this.starts = new Int32Array(size + 1);
      pairs((key) => {
        this.starts[key + 1] += 1;
      });
      for (let i = 0; i < size; i += 1) this.starts[i + 1] += this.starts[i];
      this.items = new Int32Array(this.starts[size]);
      const at = this.starts.slice(0, size);
      pairs((key, item) => {
        this.items[at[key]] = item;
        at[key] += 1;
      });
    }

    of(key) {
      return this.items.subarray(this.starts[key], this.starts[key + 1]);
    }

    count(key) {
      return this.starts[key + 1] - this.starts[key];
    }
  }

  /** What each claim does to others, and others do to it: claim → [{claim, what, why, across}], `what` being "supports", "supportsBy" … */
  function linksOf({ links = [], doings = [] }) {
    const found = new Map();
    const add = (one, claim, what, why, across) => {
      if (!found.has(one)) found.set(one, []);
      found.get(one).push({ claim, what, why, across });
    };
    for (const [source, target, doing, why, across] of links) {
      add(source, target, doings[doing], why, across);
      add(target, source, `${doings[doing]}By`, why, across);
    }
    return found;
  }

  const NONE = [
    "doc",
    "o",
    "value",
    "quantity",
    "via",
    "section",
    "statement",
    "s0",
    "s1",
    "o0",
    "o1",
    "since",
    "until",
    "at",
    "role",
    "amount",
    "rule",
    "confidence",
  ];
  const CLAIMS = ["s", "p", "type", "by", "sort", "certainty", "kind", "denied", "fact", "q0", "q1", "e0", "e1", "from", "to", ...NONE];
  const STATEMENTS = ["doc", "by", "via", "sort", "certainty", "kind", "denied", "section", "q0", "q1"];

  L2.makeStore = (data) => {
    const columns = (table, names) =>
      Object.fromEntries(names.map((name) => [name, L2.column(table, name, NONE.includes(name) || name === "by" ? -1 : 0)]));
    const entities = data.entities;
    const E = {
      n: entities.n,
      key: entities.key ?? [],
      label: entities.label ?? [],
      lines: entities.lines ?? [],
      names: entities.names ?? [],
      same: entities.same ?? [],
      iri: entities.iri ?? [],
    };
    for (const name of ["cls", "unnamed", "size", "claims", "said", "about", "x", "y"]) E[name] = L2.column(entities, name, 0);
    const C = { n: data.claims.n, id: data.claims.id ?? "", sortValue: data.claims.sort_value ?? [], ...columns(data.claims, CLAIMS) };
    const T = {
      n: data.statements.n,
      id: data.statements.id ?? "",
      about: data.statements.about ?? [],
      ...columns(data.statements, STATEMENTS),
    };
    const documents = data.documents.map((about) => ({ ...about, mentions: L2.mentions(about) }));
    const store = { ...data, documents, E, C, T };

    const eachEnd = (add) => {
      for (let i = 0; i < C.n; i += 1) {
        add(C.s[i], i);
        if (C.o[i] >= 0 && C.o[i] !== C.s[i]) add(C.o[i], i);
      }
    };
    const eachVoice = (table) => (add) => {
      for (let i = 0; i < table.n; i += 1) {
        if (table.by[i] >= 0) add(table.by[i], i);
        if (table.via[i] >= 0 && table.via[i] !== table.by[i]) add(table.via[i], i);
      }
    };
    const eachAbout = (add) => {
      for (let i = 0; i < T.n; i += 1) for (const n of T.about[i] ?? []) add(n, i);
    };
    store.claimsOf = new Lists(E.n, eachEnd);
    store.saidBy = new Lists(E.n, eachVoice(C));
    store.statementsBy = new Lists(E.n, eachVoice(T));
    store.statementsOf = new Lists(E.n, eachAbout);

    store.against = new Map();
    for (const [a, b, why, across] of data.contradictions ?? [])
      for (const [one, other] of [
        [a, b],
        [b, a],
      ]) {
        if (!store.against.has(one)) store.against.set(one, []);
        store.against.get(one).push({ claim: other, why, across });
      }

    let does = null;
    Object.defineProperty(store, "does", { get: () => (does ??= linksOf(data)) });
    const prediction = data.kinds.indexOf("prediction");
    /** What came of a prediction, as later documents tell: "open", "fulfilled", "failed" or, where they differ, "both"; null for no prediction. */
    store.outcome = (i) => {
      if (C.kind[i] !== prediction) return null;
      const found = new Set((store.does.get(i) ?? []).map(({ what }) => what));
      if (found.has("fulfilsBy") && found.has("failsBy")) return "both";
      return found.has("fulfilsBy") ? "fulfilled" : found.has("failsBy") ? "failed" : "open";
    };
    let newest = null;
    /** Whether the time of an open prediction is over when the newest document is written, and none tells of it. */
    store.isOverdue = (i) => {
      newest ??= data.documents.reduce((latest, { from = 0 }) => Math.max(latest, from), 0);
      return store.outcome(i) === "open" && C.to[i] > 0 && C.to[i] < newest;
    };
    /** Whether another source says so too: it supports the claim, or the claim it. */
    store.isSupported = (i) => (store.does.get(i) ?? []).some(({ what }) => what.startsWith("supports"));

    store.entityOf = new Map(E.key.map((key, n) => [key, n]));
    store.claimId = (i) => C.id.slice(16 * i, 16 * i + 16);
    store.statementId = (i) => T.id.slice(16 * i, 16 * i + 16);
    const numberOf = (ids, n) => {
      const known = new Map();
      for (let i = 0; i < n; i += 1) known.set(ids(i), i);
      return known;
    };
    let claimNumbers = null;
    store.claimOf = (id) => (claimNumbers ??= numberOf(store.claimId, C.n)).get(id);
    let statementNumbers = null;
    store.statementOf = (id) => (statementNumbers ??= numberOf(store.statementId, T.n)).get(id);
    store.documentOf = (id) => data.documents.findIndex((about) => about.id === id);

    store.string = (number) => (number >= 0 ? data.strings[number] : "");
    store.other = (i, n) => (C.s[i] === n ? C.o[i] : C.s[i]);
    store.isContested = (i) => Boolean(C.denied[i]) || store.against.has(i);
    const base = E.n + data.strings.length + 1;
    const symmetric = data.properties.map((property) => Boolean(property.symmetric));
    /** What a claim claims of what, as a number: the same for claims of the same content. */
    store.triple = (i) => {
      const [s, o] = [C.s[i], C.o[i] >= 0 ? C.o[i] : E.n + C.value[i] + 1];
      return symmetric[C.p[i]] && o < s ? (C.p[i] * base + o) * base + s : (C.p[i] * base + s) * base + o;
    };

    let readersOnly = null;
    const content = (i) => 2 * store.triple(i) + C.denied[i];
    function findReadersOnly() {
      const reader = data.sorts.indexOf("reader");
      const only = new Uint8Array(C.n);
      const said = new Set(); // by readers, and by nobody else
      for (let i = 0; i < C.n; i += 1) if (C.sort[i] === reader) said.add(content(i));
      if (!said.size) return only;
      for (let i = 0; i < C.n; i += 1) if (C.sort[i] !== reader) said.delete(content(i));
      for (let i = 0; i < C.n; i += 1) if (C.sort[i] === reader && said.has(content(i))) only[i] = 1;
      return only;
    }
    /** Whether nobody but readers says what a claim says. */
    store.onlyReaders = (i) => {
      readersOnly ??= findReadersOnly();
      return readersOnly[i];
    };

    /** Claims, the surest first. */
    store.surest = (claims) => claims.sort((a, b) => C.fact[b] - C.fact[a] || C.certainty[a] - C.certainty[b] || a - b);

    let pairs = null;
    /** The pairs of entities that claims join: {n, of}, `of` being the number of each claim's pair, -1 for a value's. */
    store.pairs = () => {
      if (pairs) return pairs;
      pairs = { n: 0, of: new Int32Array(C.n).fill(-1) };
      const last = new Int32Array(E.n).fill(-1); // the latest pair that each entity is the larger number of
      for (let a = 0; a < E.n; a += 1) {
        const first = pairs.n;
        for (const i of store.claimsOf.of(a)) {
          const b = C.o[i] < 0 ? -1 : store.other(i, a);
          if (b < a) continue;
          if (last[b] < first) {
            last[b] = pairs.n;
            pairs.n += 1;
          }
          pairs.of[i] = last[b];
        }
      }
      return pairs;
    };

    /** The claims between two entities. */
    store.between = (a, b) => {
      const few = store.claimsOf.count(a) <= store.claimsOf.count(b) ? a : b;
      return Array.from(store.claimsOf.of(few)).filter((i) => (C.s[i] === a && C.o[i] === b) || (C.s[i] === b && C.o[i] === a));
    };
    return store;
  };

  /** A day, yyyymmdd, as a year with a fraction. */
  L2.yearOf = (day) =>
    Math.floor(day / 10000) + (Math.max((Math.floor(day / 100) % 100) - 1, 0) * 30.5 + Math.max((day % 100) - 1, 0)) / 366;
})();
