"use strict";
/* What the page shows, as one value that is the address: #KIND/KEY?name=value… The Back button works, and views can be sent.

   sel     what is chosen: {kind: "overview" | "entity" | "link" | "claim" | "statement" | "path", …}
   at      the claim that the text stands at, number or -1
   view    the window in the middle
   doc     the document in the reader, -1: the one of what is chosen
   f       the filters: sets of numbers by facet; facts, readers: flags; from, to: years or null; undated: flag
   added, removed   entities that were brought into the drawing or taken off it
   values  whether dates and figures are drawn
   who     the speaker in the view of speakers, -1 for the first
   outcome what came of the predictions in the ledger: "open", "fulfilled", "failed", empty for all */
(() => {
  const { L2 } = window;
  L2.VIEWS = ["graph", "text", "entities", "claims", "statements", "predictions", "contradictions", "speakers"];
  L2.OUTCOMES = ["open", "fulfilled", "failed"];
  L2.FACETS = ["cls", "p", "kind", "certainty", "polarity", "sort", "by", "doc"];
  const POLARITIES = ["affirmed", "denied"];
  const listeners = [];
  const past = []; // addresses before steps that changed the drawing or the filters
  const future = [];

  const emptyFilters = () => ({
    ...Object.fromEntries(L2.FACETS.map((name) => [name, new Set()])),
    facts: false,
    readers: false,
    from: null,
    to: null,
    undated: false,
  });
  L2.noFilters = emptyFilters;

  /** A short mark of a key for addresses: FNV-1a, 32 bits, base 36. */
  function mark(key) {
    let hash = 0x811c9dc5;
    for (let i = 0; i < key.length; i += 1) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
    return (hash >>> 0).toString(36);
  }

  let marks = null;
  const entityOfMark = (word) => {
    if (!marks) marks = new Map(L2.store.E.key.map((key, n) => [mark(key), n]));
    return marks.get(word);
  };

  /* How the values of a facet are written in the address, and read from it: words, not numbers, so that a link outlives a rebuild. */
  const words = {
    cls: { write: (n) => L2.store.classes[n].name, read: (word) => L2.store.classes.findIndex((cls) => cls.name === word) },
    p: { write: (n) => L2.store.properties[n].name, read: (word) => L2.store.properties.findIndex((property) => property.name === word) },
    kind: { write: (n) => L2.store.kinds[n], read: (word) => L2.store.kinds.indexOf(word) },
    certainty: { write: (n) => L2.store.certainties[n], read: (word) => L2.store.certainties.indexOf(word) },
    polarity: { write: (n) => POLARITIES[n], read: (word) => POLARITIES.indexOf(word) },
    sort: { write: (n) => L2.store.sorts[n], read: (word) => L2.store.sorts.indexOf(word) },
    by: { write: (n) => L2.store.E.key[n], read: (word) => L2.store.entityOf.get(word) ?? -1 },
    doc: { write: (n) => L2.store.documents[n].id, read: (word) => L2.store.documentOf(word) },
  };

  const initial = () => ({
    sel: { kind: "overview" },
    at: -1,
    view: "graph",
    doc: -1,
    f: emptyFilters(),
    added: [],
    removed: [],
    values: false,
    who: -1,
    outcome: "",
  });

  let now = initial();
  let followed = null; // the address that is shown

  const encode = (word) => encodeURIComponent(word).replace(/%20/g, "+").replace(/\./g, "%2E");
  function decode(word) {
    try {
      return decodeURIComponent(word.replace(/\+/g, " "));
    } catch {
      return "";
    }
  }

  function selPath({ kind, ...sel }) {
    const { E, claimId, statementId } = L2.store;
    if (kind === "entity") return `entity/${encode(E.key[sel.n])}`;
    if (kind === "link" || kind === "path") return `${kind}/${encode(E.key[sel.a])}/${encode(E.key[sel.b])}${sel.i ? `/${sel.i}` : ""}`;
    if (kind === "claim") return `claim/${claimId(sel.c) || sel.c}`;
    if (kind === "statement") return `statement/${statementId(sel.i) || sel.i}`;
    return "";
  }

  function write(state) {
    const query = [];
    const put = (name, value) => value && query.push(`${name}=${value}`);
    put("view", state.view === "graph" ? "" : state.view);
    if (state.at >= 0 && !(state.sel.kind === "claim" && state.sel.c === state.at)) put("at", L2.store.claimId(state.at) || state.at);
    if (state.doc >= 0) put("read", encode(L2.store.documents[state.doc].id));
    for (const name of L2.FACETS)
      put(
        name,
        [...state.f[name]]
          .sort((a, b) => a - b)
          .map((n) => encode(words[name].write(n)))
          .join("."),
      );
    put("facts", state.f.facts ? "only" : "");
    put("readers", state.f.readers ? "only" : "");
    if (state.f.from !== null) put("from", String(state.f.from));
    if (state.f.to !== null) put("to", String(state.f.to));
    put("undated", state.f.undated ? "too" : "");
    put("more", state.added.map((n) => mark(L2.store.E.key[n])).join("."));
    put("less", state.removed.map((n) => mark(L2.store.E.key[n])).join("."));
    put("values", state.values ? "drawn" : "");
    if (state.who >= 0) put("who", encode(L2.store.E.key[state.who]));
    put("outcome", state.outcome);
    return `#${selPath(state.sel)}${query.length ? `?${query.join("&")}` : ""}`;
  }

  function readSel(path) {
    const [kind, ...parts] = path.split("/").map(decode);
    const { entityOf, claimOf, statementOf } = L2.store;
    const [a, b] = [entityOf.get(parts[0]), entityOf.get(parts[1])];
    if (kind === "entity" && a !== undefined) return { kind, n: a };
    if ((kind === "link" || kind === "path") && a !== undefined && b !== undefined)
      return { kind, a, b, ...(Number(parts[2]) > 0 ? { i: Number(parts[2]) } : {}) };
    if (kind === "claim" && claimOf(parts[0]) !== undefined) return { kind, c: claimOf(parts[0]) };
    if (kind === "statement" && statementOf(parts[0]) !== undefined) return { kind, i: statementOf(parts[0]) };
    return { kind: "overview" };
  }

  /** Read an address; what it does not know it leaves out. */
  function read(hash) {
    const [path, query = ""] = hash.replace(/^#/, "").split("?");
    const state = initial();
    state.sel = readSel(path);
    const given = new Map(query.split("&").map((pair) => [pair.split("=")[0], pair.slice(pair.indexOf("=") + 1)]));
    const year = (text) => (/^-?\d{1,4}$/.test(text ?? "") ? Number(text) : null);
    if (L2.VIEWS.includes(given.get("view"))) state.view = given.get("view");
    for (const name of L2.FACETS) {
      const numbers = (given.get(name) ?? "")
        .split(".")
        .filter(Boolean)
        .map((word) => words[name].read(decode(word)));
      state.f[name] = new Set(numbers.filter((n) => n >= 0));
    }
    state.f.facts = given.get("facts") === "only";
    state.f.readers = given.get("readers") === "only";
    [state.f.from, state.f.to] = [year(given.get("from")), year(given.get("to"))];
    state.f.undated = given.get("undated") === "too";
    const marked = (name) =>
      (given.get(name) ?? "")
        .split(".")
        .map(entityOfMark)
        .filter((n) => n !== undefined);
    [state.added, state.removed] = [marked("more"), marked("less")];
    state.values = given.get("values") === "drawn";
    state.who = given.has("who") ? (L2.store.entityOf.get(decode(given.get("who"))) ?? -1) : -1;
    if (L2.OUTCOMES.includes(given.get("outcome"))) state.outcome = given.get("outcome");
    state.doc = given.has("read") ? L2.store.documentOf(decode(given.get("read"))) : -1;
    state.at = given.has("at") ? (L2.store.claimOf(given.get("at")) ?? -1) : state.sel.kind === "claim" ? state.sel.c : -1;
    if (state.at < 0 && state.sel.kind === "link") state.at = L2.store.surest(L2.store.between(state.sel.a, state.sel.b))[0] ?? -1;
    return state;
  }

  const same = (a, b) => JSON.stringify(a, plain) === JSON.stringify(b, plain);
  const plain = (_, value) => (value instanceof Set ? [...value].sort((a, b) => a - b) : value);

  function show(next) {
    const before = now;
    now = next;
    const changed = new Set(Object.keys(next).filter((name) => !same(before[name], next[name])));
    for (const listener of listeners) listener(now, changed, before);
  }

  /** Whether a step is one that Undo takes back: it changed what is drawn. */
  const isUndone = (before, after) => ["added", "removed", "f", "values"].some((name) => !same(before[name], after[name]));

  L2.state = {
    get now() {
      return now;
    },
    /** The address of the present state with changes. What is chosen newly is not read at the old place. */
    href: (patch) => write({ ...now, ...("sel" in patch ? { at: patch.sel.kind === "claim" ? patch.sel.c : -1, doc: -1 } : {}), ...patch }),
    onChange: (listener) => listeners.push(listener),
    /** Go to the present state with changes; `replace` leaves no step for the Back button. */
    go(patch, { replace = false } = {}) {
      const next = { ...now, ...("sel" in patch ? { at: patch.sel.kind === "claim" ? patch.sel.c : -1, doc: -1 } : {}), ...patch };
      const hash = write(next);
      if (!replace && isUndone(now, next)) {
        past.push(window.location.hash || "#");
        future.length = 0;
      }
      if (hash !== (window.location.hash || "#")) window.history[replace ? "replaceState" : "pushState"](null, "", hash);
      followed = window.location.hash;
      show(next);
    },
    filter: (patch, options) => L2.state.go({ f: { ...now.f, ...patch } }, options),
    toggle(facet, n) {
      const set = new Set(now.f[facet]);
      if (!set.delete(n)) set.add(n);
      L2.state.filter({ [facet]: set });
    },
    isFiltered: (f = now.f) => L2.FACETS.some((name) => f[name].size) || f.facts || f.readers || f.from !== null || f.to !== null,
    undo: () => step(past, future),
    redo: () => step(future, past),
    canUndo: () => past.length > 0,
    canRedo: () => future.length > 0,
    /** Show what the address says, where it says something new: going back is told twice. */
    follow() {
      if (window.location.hash === followed) return;
      followed = window.location.hash;
      show(read(followed));
    },
    mark,
  };

  function step(from, to) {
    if (!from.length) return;
    to.push(window.location.hash || "#");
    window.history.pushState(null, "", from.pop());
    L2.state.follow();
  }
})();
