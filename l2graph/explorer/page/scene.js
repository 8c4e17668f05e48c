"use strict";
/* What is drawn: which entities, and the claims between them, bundled. It starts with what most is claimed about and grows by search, expansion and paths. */
(() => {
  const { L2 } = window;
  const STEP = 12; // neighbours that one expansion brings
  const LINES = 240; // lines that a drawing shows at rest; the weaker ones show where the reader looks
  const VALUES = 80; // dates and figures drawn at once
  const PATHS = 6;

  const edgeId = (a, b) => (a < b ? `${a}-${b}` : `${b}-${a}`);
  const valueId = (i) => `value ${L2.store.C.s[i]} ${L2.store.C.p[i]} ${L2.store.C.value[i]}`;
  const lineOf = (i) => (L2.store.C.o[i] >= 0 ? edgeId(L2.store.C.s[i], L2.store.C.o[i]) : `line ${valueId(i)}`);

  /** The count that so many of the counts reach, at least 1. */
  function leastOf(counts, many) {
    let most = 0;
    for (const count of counts) if (count > most) most = count;
    const having = new Int32Array(most + 1);
    for (const count of counts) having[count] += 1;
    let reached = 0;
    for (let count = most; count > 1; count -= 1) {
      reached += having[count];
      if (reached >= many) return count;
    }
    return 1;
  }

  /** The entities that most of the passing claims are about. */
  function busiest(pass) {
    const { C, E } = L2.store;
    const counts = new Int32Array(E.n);
    for (let i = 0; i < C.n; i += 1)
      if (pass[i]) {
        counts[C.s[i]] += 1;
        if (C.o[i] >= 0 && C.o[i] !== C.s[i]) counts[C.o[i]] += 1;
      }
    const many = L2.store.first.length; // as many as can be read on one screen
    const least = leastOf(counts, many); // most have fewer claims than what is drawn: they need not be sorted
    const some = [];
    for (let n = 0; n < E.n; n += 1) if (counts[n] >= least) some.push(n);
    return some.sort((a, b) => counts[b] - counts[a] || E.claims[b] - E.claims[a] || a - b).slice(0, many);
  }

  /** The entities that a choice is about: they are drawn whatever the filters say. */
  function ends(sel) {
    const { C, T } = L2.store;
    if (sel.kind === "entity") return [sel.n];
    if (sel.kind === "link") return [sel.a, sel.b];
    if (sel.kind === "claim") return [C.s[sel.c], C.o[sel.c]].filter((n) => n >= 0);
    if (sel.kind === "statement") return [...(T.about[sel.i] ?? [])];
    if (sel.kind === "path") return L2.pathOf(sel) ?? [sel.a, sel.b];
    return [];
  }

  let base = { key: null, nodes: [] };
  function baseNodes() {
    const { f } = L2.state.now;
    if (base.key !== f) base = { key: f, nodes: L2.state.isFiltered(f) ? busiest(L2.filtered().pass) : L2.store.first };
    return base.nodes;
  }

  /** The drawing of the present state: {nodes, bundles, values, weak, focus}. */
  L2.makeScene = () => {
    const { sel, added, removed, values, at } = L2.state.now;
    const { pass } = L2.filtered();
    const { C, E, claimsOf } = L2.store;
    const chosen = ends(sel);
    const wanted = new Set([...baseNodes(), ...added]);
    for (const n of removed) wanted.delete(n);
    const bundles = new Map();
    const drawn = new Set(chosen);
    const hasClaim = (n) => claimsOf.of(n).some((i) => pass[i]);
    for (const n of wanted) if (hasClaim(n)) drawn.add(n);
    const focusClaims = new Set([...(sel.kind === "claim" ? [sel.c] : []), ...(at >= 0 ? [at] : [])]);
    const valueClaims = [];
    const isDrawn = new Uint8Array(E.n);
    for (const n of drawn) isDrawn[n] = 1;
    const pairs = L2.store.pairs();
    const places = new Int32Array(pairs.n); // of each pair, its place in `found`, from 1 on
    const found = [];
    const add = (i) => {
      const [s, o] = [C.s[i], C.o[i]];
      if (o < 0) valueClaims.push(i);
      else if (isDrawn[o]) {
        const pair = pairs.of[i];
        if (places[pair]) found[places[pair] - 1].claims.push(i);
        else places[pair] = found.push({ id: edgeId(s, o), a: Math.min(s, o), b: Math.max(s, o), claims: [i] });
      }
    };
    for (let i = 0; i < C.n; i += 1) if (pass[i] && isDrawn[C.s[i]]) add(i); // in order: sooner than by entity, where those drawn have most claims
    for (const i of focusClaims) if (!pass[i] && isDrawn[C.s[i]]) add(i);
    for (const bundle of found) {
      if (bundle.claims.length > 1) L2.store.surest(bundle.claims);
      bundles.set(bundle.id, bundle);
    }
    const shownValues = new Map();
    const near = (i) => focusClaims.has(i) || (sel.kind === "entity" && C.s[i] === sel.n);
    const drawAll = values && valueClaims.length <= VALUES;
    const isAlone = sel.kind === "entity" && ![...bundles.values()].some(({ a, b }) => a === sel.n || b === sel.n);
    for (const i of valueClaims) {
      if (!(drawAll || ((values || isAlone) && near(i)) || (focusClaims.has(i) && sel.kind === "claim"))) continue;
      const id = valueId(i);
      if (!shownValues.has(id)) shownValues.set(id, { id, claims: [] });
      shownValues.get(id).claims.push(i);
    }
    const scene = {
      nodes: drawn,
      bundles,
      values: shownValues,
      weak: weakOf(bundles),
      focus: focusOf(sel, chosen, bundles, shownValues),
      claims: 0,
    };
    for (const bundle of bundles.values()) scene.claims += bundle.claims.length;
    for (const value of shownValues.values()) scene.claims += value.claims.length;
    return scene;
  };

  /** The lines that a full drawing leaves out at rest: each entity keeps its strongest ones. */
  function weakOf(bundles) {
    const weak = new Set();
    if (bundles.size <= LINES) return weak;
    const kept = new Map();
    let room = LINES;
    const ranked = [...bundles.values()].sort((x, y) => y.claims.length - x.claims.length || x.a - y.a || x.b - y.b); // as in the first view
    for (const { id, a, b } of ranked) {
      const first = Math.min(kept.get(a) ?? 0, kept.get(b) ?? 0) < 1;
      if (first || room > 0) {
        room -= 1;
        kept.set(a, (kept.get(a) ?? 0) + 1);
        kept.set(b, (kept.get(b) ?? 0) + 1);
      } else weak.add(id);
    }
    return weak;
  }

  /** What is bright while the rest is dimmed: {nodes, edges}; null where all is. */
  function focusOf(sel, chosen, bundles, values) {
    if (sel.kind === "overview" || !chosen.length) return null;
    const focus = { nodes: new Set(chosen), edges: new Set() };
    const { C } = L2.store;
    if (sel.kind === "entity") {
      for (const { id, a, b } of bundles.values())
        if (a === sel.n || b === sel.n) {
          focus.edges.add(id);
          focus.nodes.add(a).add(b);
        }
      for (const { id, claims } of values.values())
        if (C.s[claims[0]] === sel.n) {
          focus.nodes.add(id);
          focus.edges.add(`line ${id}`);
        }
    } else if (sel.kind === "path") {
      const path = L2.pathOf(sel) ?? [];
      for (let k = 0; k + 1 < path.length; k += 1) focus.edges.add(edgeId(path[k], path[k + 1]));
    } else if (sel.kind === "link") focus.edges.add(edgeId(sel.a, sel.b));
    else if (sel.kind === "claim") {
      focus.edges.add(lineOf(sel.c));
      if (C.o[sel.c] < 0) focus.nodes.add(valueId(sel.c));
    }
    return focus;
  }

  /** The neighbours of an entity by passing claims, those that most connects it with first. */
  L2.neighboursOf = (n) => {
    const { C, claimsOf, other, E } = L2.store;
    const { pass } = L2.filtered();
    const counts = new Map();
    for (const i of claimsOf.of(n)) {
      const end = other(i, n);
      if (pass[i] && C.o[i] >= 0 && end !== n) counts.set(end, (counts.get(end) ?? 0) + 1);
    }
    return [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || E.claims[b] - E.claims[a] || a - b);
  };

  L2.hiddenNeighbours = (n) => L2.neighboursOf(n).filter((other) => !L2.scene.nodes.has(other));

  /** Go to an entity; where it is not drawn yet it brings the neighbours that most connects it with. */
  L2.choose = (n, patch = {}) => {
    const { added, removed } = L2.state.now;
    const fresh = L2.scene.nodes.has(n) ? [] : [n, ...L2.hiddenNeighbours(n).slice(0, STEP)];
    L2.state.go({
      sel: { kind: "entity", n },
      ...(fresh.length ? { added: union(added, fresh), removed: removed.filter((x) => !fresh.includes(x)) } : {}),
      ...patch,
    });
  };

  const union = (a, b) => [...new Set([...a, ...b])];

  /** Draw the next neighbours of an entity; return how many came. */
  L2.expand = (n) => {
    const fresh = L2.hiddenNeighbours(n).slice(0, STEP);
    const { added, removed } = L2.state.now;
    if (fresh.length)
      L2.state.go({
        added: union(added, L2.scene.nodes.has(n) ? fresh : [n, ...fresh]),
        removed: removed.filter((x) => !fresh.includes(x)),
      });
    return fresh.length;
  };

  L2.hide = (n) => {
    const { added, removed } = L2.state.now;
    L2.state.go({ sel: { kind: "overview" }, added: added.filter((x) => x !== n), removed: union(removed, [n]) });
  };

  let paths = { key: "", f: null, list: [] };

  /** The shortest ways between two entities over passing claims: lists of entities, the best supported first. */
  L2.pathsBetween = (a, b) => {
    const { f } = L2.state.now;
    if (paths.key === `${a} ${b}` && paths.f === f) return paths.list;
    paths = { key: `${a} ${b}`, f, list: a === b ? [] : shortest(a, b) };
    return paths.list;
  };
  L2.pathOf = ({ a, b, i = 0 }) => L2.pathsBetween(a, b)[i] ?? L2.pathsBetween(a, b)[0];

  function shortest(a, b) {
    const { C, E, claimsOf, other } = L2.store;
    const { pass } = L2.filtered();
    const distance = new Int32Array(E.n).fill(-1);
    distance[a] = 0;
    let ring = [a];
    while (ring.length && distance[b] < 0) {
      const next = [];
      for (const n of ring)
        for (const i of claimsOf.of(n)) {
          const end = other(i, n);
          if (C.o[i] < 0 || !pass[i] || distance[end] >= 0) continue;
          distance[end] = distance[n] + 1;
          next.push(end);
        }
      ring = next;
    }
    if (distance[b] < 0) return [];
    const found = [];
    let steps = 0;
    const back = (n, tail, weight) => {
      steps += 1;
      if (steps > 4000 || found.length > 200) return;
      if (n === a) {
        found.push({ path: [a, ...tail], weight });
        return;
      }
      const before = new Map();
      for (const i of claimsOf.of(n)) {
        const end = other(i, n);
        if (C.o[i] >= 0 && pass[i] && distance[end] === distance[n] - 1)
          before.set(end, (before.get(end) ?? 0) + (C.fact[i] ? 2 : C.denied[i] ? 0.2 : 1));
      }
      for (const [end, strength] of before) back(end, [n, ...tail], weight + Math.log(strength));
    };
    back(b, [], 0);
    return found
      .sort((x, y) => y.weight - x.weight || (String(x.path) < String(y.path) ? -1 : 1))
      .slice(0, PATHS)
      .map(({ path }) => path);
  }

  L2.edgeId = edgeId;
  L2.valueId = valueId;
  L2.lineOf = lineOf;
})();
