"use strict";
/* The explorer: draws the graph with vis-network and tells, for each line, who says it, where and how surely.

   Whatever comes from a text goes into the page as textContent, never as HTML. Every view has an address (#entity/…,
   #link/…/…, #claim/…), so the browser's Back button works and views can be linked to. */
(() => {
  const byId = (id) => document.getElementById(id);
  const read = (id) => JSON.parse(byId(id).textContent);
  const data = read("graph-data");
  const drawing = read("drawing");
  const { entities, classes, properties, claims, statements, sentences, documents } = data;

  const CERTAINTIES = ["certain", "probable", "possible"];
  const KINDS = ["assertion", "prediction", "opinion", "question", "wish"];
  const SPEAKERS = { publication: "publications", organization: "companies and groups", person: "named people", reader: "readers", other: "others" };
  const SPEAKER = { publication: "publication", organization: "organization", person: "person", reader: "reader", other: "speaker" };
  const OPACITY = { certain: 1, probable: 0.7, possible: 0.45 };
  const NODE_TYPE = drawing.options.nodes.font.size;
  const EDGE_TYPE = drawing.options.edges.font.size;
  const NO_LABEL = " "; // an empty one would leave the old one standing
  const READABLE = 9.5; // px on the screen that a name needs at least
  const HUBS = 5; // names written first, even across smaller nodes
  const NARROW_SCALE = 0.55; // smallest scale at first on a small screen
  const DENSE = 60; // more lines than this are labelled only where the reader looks
  const NEIGHBOURS = 12; // brought along with an entity that was not drawn
  const LIST = 6; // items of a list before "more"
  const PAGE = 50; // items that "more" adds
  const FACTS = {
    sourced: "a fact: asserted as certain, not by a reader",
    certain: "a fact: asserted as certain, by anybody",
    all: "taken as a fact, like every claim here",
    none: "a fact (this graph takes no claim as one)",
  };

  const state = {
    off: { cls: new Set(), speaker: new Set(), certainty: new Set(), kind: new Set() },
    factsOnly: false,
    values: false,
    shown: new Set(drawing.nodes.map((node) => node.id)),
    focus: null, // { nodes: Set of ids, edges: Set of ids }
    selected: null, // an entity's number
    hover: null,
  };
  const places = new Map(drawing.nodes.map((node) => [node.id, { x: node.x, y: node.y }]));
  const claimsOf = entities.map(() => []);
  const statementsOf = entities.map(() => []);
  const saidBy = entities.map(() => []);
  claims.forEach((claim, number) => {
    claim.id = number;
    for (const end of new Set([claim.s, claim.o])) if (end !== undefined) claimsOf[end].push(claim);
    for (const speaker of new Set([claim.by, claim.via])) if (speaker !== undefined) saidBy[speaker].push(claim);
  });
  for (const statement of statements) for (const n of statement.about ?? []) statementsOf[n].push(statement);

  // ---------------------------------------------------------------- small helpers

  /** Make an element; children are elements or text, never HTML. */
  function el(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === undefined || value === null || value === false) continue;
      if (name === "onclick") node.addEventListener("click", value);
      else node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return node;
  }

  const count = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const safeUrl = (url) => (/^https?:\/\//i.test(url ?? "") ? url : null);
  const label = (n) => entities[n].label;
  const objectText = (claim) => (claim.o === undefined ? claim.value : label(claim.o));
  const property = (claim) => properties[claim.p];
  const speakerOf = (said) => data.speakers[said.sort];
  const wording = (claim) => `${claim.denied ? "not " : ""}${property(claim).label}`;
  const link = (...parts) => `#${parts.map(encodeURIComponent).join("/")}`;
  const reduced = window.matchMedia("(prefers-reduced-motion: reduce)");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");

  function go(...parts) {
    window.location.hash = parts.length ? link(...parts) : "";
    route(); // at once; the event that follows finds it done
  }

  // ---------------------------------------------------------------- what passes the filters

  const passes = (claim) =>
    !(state.factsOnly && !claim.fact) &&
    !state.off.speaker.has(speakerOf(claim)) &&
    !state.off.certainty.has(claim.certainty) &&
    !state.off.kind.has(claim.kind) &&
    [claim.s, claim.o].every((n) => n === undefined || !state.off.cls.has(entities[n].cls));

  const edgeId = (claim) => (claim.o === undefined ? `line ${valueId(claim)}` : `${Math.min(claim.s, claim.o)}-${Math.max(claim.s, claim.o)}`);
  const valueId = (claim) => `value ${claim.s} ${claim.p} ${claim.value}`;
  const valueText = (claim) => shorten(`${property(claim).label}: ${claim.value}`);
  const shorten = (text) => (text.length > 40 ? `${text.slice(0, 38)}…` : text);

  /** Return what is to be seen: entities, claims bundled by line, and the values' nodes. */
  function visible() {
    const live = claims.filter(passes);
    const busy = new Set(live.flatMap((claim) => (claim.o === undefined ? [claim.s] : [claim.s, claim.o])));
    const nodes = new Set([...state.shown].filter((n) => n === state.selected || (busy.has(n) && !state.off.cls.has(entities[n].cls))));
    const bundles = new Map();
    const values = new Map();
    for (const claim of live) {
      const isValue = claim.o === undefined;
      if (!nodes.has(claim.s) || (isValue ? !state.values : !nodes.has(claim.o))) continue;
      if (isValue) values.set(valueId(claim), claim);
      const id = edgeId(claim);
      if (!bundles.has(id)) bundles.set(id, []);
      bundles.get(id).push(claim);
    }
    return { nodes, bundles, values, live };
  }

  // ---------------------------------------------------------------- the drawing

  const container = byId("graph");
  const nodeSet = new vis.DataSet([]);
  const edgeSet = new vis.DataSet([]);
  const network = new vis.Network(container, { nodes: nodeSet, edges: edgeSet }, drawing.options);
  let scene = visible();
  let ink = {};
  let moved = false;
  let scale = 1;
  let labels = new Set(); // of the nodes whose names find room at this scale

  function readInk() {
    const style = window.getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    ink = { text: colour("text"), muted: colour("muted"), canvas: colour("canvas"), edge: colour("edge"), denied: colour("denied"), accent: colour("accent"), rim: colour("rim"), ghost: colour("ghost") };
  }

  const isDim = (id) => state.focus !== null && !state.focus.nodes.has(id);

  function drawnNode(n) {
    const entity = entities[n];
    const look = classes[entity.cls];
    const dim = isDim(n);
    const chosen = n === state.selected;
    const fill = { background: look.color, border: chosen ? ink.text : ink.rim };
    return {
      id: n,
      ...places.get(n),
      label: labels.has(n) ? (entity.lines ?? entity.label) : NO_LABEL,
      shape: look.shape,
      size: entity.size,
      opacity: dim ? 0.18 : 1,
      borderWidth: chosen ? 3 : 1.5,
      borderWidthSelected: 3,
      color: { ...fill, highlight: { ...fill, border: ink.text }, hover: { ...fill, border: ink.text } },
      font: { size: nodeType(), color: dim ? ink.ghost : ink.text, strokeWidth: dim ? 0 : 4, strokeColor: ink.canvas },
    };
  }

  function drawnValue(id, claim) {
    const dim = isDim(id);
    const fill = { background: ink.canvas, border: dim ? ink.ghost : ink.edge };
    return {
      id,
      ...places.get(id),
      label: valueText(claim),
      shape: "box",
      margin: 4,
      borderWidth: 1,
      color: { ...fill, highlight: fill, hover: fill },
      font: { color: dim ? ink.ghost : ink.text, size: Math.min(Math.max(11, 8.5 / scale), 14), strokeWidth: 0 },
    };
  }

  function edgeLabel(bundle) {
    const names = [...new Set(bundle.map(wording))];
    if (names.length > 1) return `${names[0]} +${names.length - 1}`;
    return bundle.length > 1 ? `${names[0]} ×${bundle.length}` : names[0];
  }

  function distance(a, b) {
    const [one, other] = [places.get(a), places.get(b)];
    return Math.hypot(one.x - other.x, one.y - other.y);
  }

  function drawnEdge(id, bundle) {
    const first = bundle[0];
    const isValue = first.o === undefined;
    const [from, to] = isValue ? [first.s, valueId(first)] : [Math.min(first.s, first.o), Math.max(first.s, first.o)];
    const points = (target) => !isValue && bundle.some((claim) => !property(claim).symmetric && claim.o === target);
    const near = state.hover === id || state.hover === from || state.hover === to || state.focus?.edges.has(id);
    const dim = state.focus !== null && !state.focus.edges.has(id);
    const fact = bundle.some((claim) => claim.fact);
    const contested = bundle.some((claim) => claim.against) || bundle.every((claim) => claim.denied);
    const surest = Math.max(...bundle.map((claim) => OPACITY[claim.certainty]));
    const colour = contested ? ink.denied : near ? ink.accent : ink.edge;
    const text = edgeLabel(bundle);
    const room = isValue ? 0 : distance(from, to) - entities[from].size - entities[to].size - 14;
    const fits = widthOf(text) * (EDGE_TYPE / NODE_TYPE) < room;
    const alone = state.hover === id || (state.focus?.edges.size === 1 && state.focus.edges.has(id));
    const legible = scene.bundles.size <= DENSE && scale * EDGE_TYPE >= 7;
    const labelled = !isValue && !dim && (alone || (fits && (near || legible)));
    const head = (target) => ({ enabled: points(target), scaleFactor: 0.55 });
    return {
      id,
      from,
      to,
      dashes: fact ? false : [6, 5],
      width: Math.min(1.4 + 0.5 * (bundle.length - 1), 5),
      hoverWidth: 0.8,
      selectionWidth: 0.8,
      color: { color: colour, highlight: colour, hover: colour, opacity: dim ? 0.12 : surest },
      arrows: { to: head(to), from: head(from) },
      label: labelled ? text : NO_LABEL,
      font: { size: near ? Math.max(EDGE_TYPE, 10.5 / scale) : EDGE_TYPE, color: contested ? ink.denied : ink.muted, strokeWidth: 0, background: labelled ? ink.canvas : undefined, align: fits ? "middle" : "horizontal" },
    };
  }

  /** Return what a node covers, nearly: enough to find a free spot. */
  function boxOf(id) {
    const entity = typeof id === "number" ? entities[id] : null;
    const lines = entity ? (entity.lines ?? entity.label).split("\n") : [valueText(scene.values.get(id))];
    const size = entity ? entity.size : 10;
    return { w: Math.max(size, Math.max(...lines.map(widthOf)) / 2) + 6, up: size + 4, down: entity ? size + 8 + 16 * lines.length : 14 };
  }

  /** Find a place near a point where nothing stands: the first one on growing rings, from the side that faces away from the middle. */
  function freeSpot(id, near, from) {
    const box = boxOf(id);
    const taken = [...places].filter(([other]) => scene.nodes.has(other) || scene.values.has(other)).map(([other, place]) => ({ ...place, ...boxOf(other) }));
    const isFree = (x, y) => taken.every((t) => Math.abs(t.x - x) > t.w + box.w || (y > t.y ? y - t.y > t.down + box.up : t.y - y > t.up + box.down));
    const outward = Math.atan2(near.y, near.x || 1);
    for (let radius = from; radius < 4000; radius += 22) {
      for (let turn = 0; turn < 16; turn += 1) {
        const angle = outward + (turn % 2 ? 1 : -1) * Math.ceil(turn / 2) * (Math.PI / 8);
        const x = Math.round(near.x + radius * 1.25 * Math.cos(angle));
        const y = Math.round(near.y + radius * Math.sin(angle));
        if (isFree(x, y)) return { x, y };
      }
    }
    return { x: near.x, y: near.y + from };
  }

  function placeNewcomers() {
    for (const n of scene.nodes) {
      if (places.has(n)) continue;
      const anchor = claimsOf[n].flatMap((claim) => [claim.s, claim.o]).find((other) => other !== undefined && other !== n && scene.nodes.has(other) && places.has(other));
      places.set(n, freeSpot(n, places.get(anchor) ?? { x: 0, y: 0 }, 130));
    }
    for (const [id, claim] of scene.values) if (!places.has(id)) places.set(id, freeSpot(id, places.get(claim.s), 62));
  }

  function sync(set, wanted) {
    set.remove(set.getIds().filter((id) => !wanted.has(id)));
    set.update([...wanted.values()]);
  }

  const pen = document.createElement("canvas").getContext("2d");
  const widths = new Map();
  /** Return how wide a line of a name is, in px at its normal size. */
  function widthOf(line) {
    if (!widths.has(line)) {
      pen.font = `${NODE_TYPE}px ${drawing.options.nodes.font.face}`;
      widths.set(line, pen.measureText(line).width);
    }
    return widths.get(line);
  }

  const nodeType = () => Math.max(NODE_TYPE, READABLE / scale);

  /** Choose which names to write: those looked at first, then the most claimed, each where it covers no other name or node. */
  function chooseLabels() {
    const grown = nodeType() / NODE_TYPE;
    const wanted = (n) => (n === state.selected ? 2e6 : state.focus?.nodes.has(n) ? 1e6 : 0) + (entities[n].claims ?? 0);
    const order = [...scene.nodes].sort((a, b) => wanted(b) - wanted(a) || a - b);
    const marks = order.map((n) => ({ n, ...places.get(n), r: entities[n].size }));
    const taken = [];
    labels = new Set();
    for (const { n, x, y, r } of marks) {
      const lines = (entities[n].lines ?? entities[n].label).split("\n");
      const half = (Math.max(...lines.map(widthOf)) / 2 + 2) * grown;
      const name = { left: x - half, right: x + half, top: y + r, bottom: y + r + 4 + 16 * grown * lines.length };
      const isFree =
        taken.every((t) => name.right < t.left || name.left > t.right || name.bottom < t.top || name.top > t.bottom) &&
        (taken.length < HUBS || marks.every((m) => m.n === n || name.right < m.x - m.r || name.left > m.x + m.r || name.bottom < m.y - m.r || name.top > m.y + m.r));
      if (!isFree && wanted(n) < 1e6 && n !== state.hover) continue;
      taken.push(name);
      labels.add(n);
    }
  }

  function paint() {
    scale = network.getScale();
    chooseLabels();
    const nodes = new Map([...scene.nodes].map((n) => [n, drawnNode(n)]));
    for (const [id, claim] of scene.values) nodes.set(id, drawnValue(id, claim));
    sync(nodeSet, nodes);
    sync(edgeSet, new Map([...scene.bundles].map(([id, bundle]) => [id, drawnEdge(id, bundle)])));
  }

  function draw() {
    scene = visible();
    placeNewcomers();
    setFocus();
    paint();
    tellStatus();
    if (!moved) fit();
  }

  let repainting = false;
  function repaintSoon() {
    if (repainting) return;
    repainting = true;
    window.requestAnimationFrame(() => {
      repainting = false;
      paint();
    });
  }

  function paintEdges(ids) {
    edgeSet.update(ids.filter((id) => scene.bundles.has(id)).map((id) => drawnEdge(id, scene.bundles.get(id))));
  }

  function setFocus() {
    const view = currentView();
    state.focus = null;
    if (view.kind === "entity") {
      const edges = [...scene.bundles].filter(([, bundle]) => bundle.some((claim) => claim.s === view.n || claim.o === view.n));
      state.focus = { nodes: new Set([view.n]), edges: new Set(edges.map(([id]) => id)) };
      for (const [id, bundle] of edges) {
        for (const claim of bundle) for (const end of [claim.s, claim.o ?? valueId(claim)]) state.focus.nodes.add(end);
        state.focus.edges.add(id);
      }
    } else if (view.kind === "claims" && view.claims.length) {
      const nodes = view.claims.flatMap((claim) => [claim.s, claim.o ?? valueId(claim)]);
      state.focus = { nodes: new Set(nodes), edges: new Set(view.claims.map(edgeId)) };
    }
  }

  function tellStatus() {
    const drawn = [...scene.bundles.values()].reduce((sum, bundle) => sum + bundle.length, 0);
    const rest = entities.length - scene.nodes.size;
    byId("status").textContent =
      `${count(scene.nodes.size, "entity", "entities")} and ${count(drawn, "claim")} drawn` + (rest ? `; ${rest} more ${rest === 1 ? "entity" : "entities"} by search` : "");
  }

  /** Show everything; where names would be too small for that, what most is said about. */
  function fit() {
    network.fit({ animation: false, maxZoomLevel: 1.3 });
    if (window.innerWidth <= 900 && network.getScale() < NARROW_SCALE && scene.nodes.size) {
      const busiest = [...scene.nodes].sort((a, b) => (entities[b].claims ?? 0) - (entities[a].claims ?? 0) || a - b)[0];
      network.moveTo({ position: places.get(busiest), scale: NARROW_SCALE, animation: false });
    }
    paint();
  }

  function bringIntoView(n) {
    const animation = reduced.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" };
    network.focus(n, { scale: Math.max(network.getScale(), 0.8), animation });
    moved = true;
    repaintSoon();
  }

  /** Draw an entity that is not drawn yet, with the neighbours that most is said about. */
  function bringIn(n) {
    if (state.shown.has(n)) return;
    state.shown.add(n);
    const others = [...new Set(claimsOf[n].flatMap((claim) => [claim.s, claim.o]))].filter((other) => other !== undefined && other !== n);
    const missing = others.filter((other) => !state.shown.has(other)).sort((a, b) => (entities[b].claims ?? 0) - (entities[a].claims ?? 0) || a - b);
    if (!others.some((other) => state.shown.has(other)) || missing.length) missing.slice(0, NEIGHBOURS).forEach((other) => state.shown.add(other));
  }

  // ---------------------------------------------------------------- views: the address says which

  let address = null; // of the view that is shown

  function currentView() {
    const [kind, ...parts] = window.location.hash.slice(1).split("/").map(decode);
    const number = (key) => entities.findIndex((entity) => entity.key === key);
    if (kind === "entity" && number(parts[0]) >= 0) return { kind, n: number(parts[0]) };
    if (kind === "link") {
      const [a, b] = [number(parts[0]), number(parts[1])];
      return { kind: "claims", claims: claims.filter((claim) => (claim.s === a && claim.o === b) || (claim.s === b && claim.o === a)) };
    }
    if (kind === "claim" && claims[parts[0]]) {
      const claim = claims[parts[0]];
      return { kind: "claims", first: claim, claims: claims.filter((other) => edgeId(other) === edgeId(claim)) };
    }
    return { kind: "overview" };
  }

  function decode(part) {
    try {
      return decodeURIComponent(part);
    } catch {
      return "";
    }
  }

  function route() {
    const view = currentView();
    const panel = byId("panel");
    const wasInPanel = panel.contains(document.activeElement);
    address = window.location.hash;
    state.selected = view.kind === "entity" ? view.n : null;
    if (view.kind === "entity") bringIn(view.n);
    if (view.kind === "claims") view.claims.forEach((claim) => [claim.s, claim.o].forEach((n) => n !== undefined && bringIn(n)));
    draw();
    panel.replaceChildren(...(view.kind === "entity" ? entityCard(view.n) : view.kind === "claims" ? claimCards(view) : overview()));
    panel.scrollTop = 0;
    if (wasInPanel) panel.focus({ preventScroll: true });
    if (view.kind === "entity") network.selectNodes([view.n], false);
    else network.unselectAll();
    if (view.kind !== "overview" && window.innerWidth <= 900) panel.scrollIntoView({ block: "start", behavior: reduced.matches ? "auto" : "smooth" });
  }

  // ---------------------------------------------------------------- the panel

  const entityLink = (n) => el("a", { href: link("entity", entities[n].key), class: "entity" }, label(n));
  const objectNode = (claim) => (claim.o === undefined ? el("span", { class: "value", dir: "auto" }, claim.value) : entityLink(claim.o));
  const closeButton = () => el("button", { type: "button", class: "close", "aria-label": "Close and show the overview", onclick: () => go() }, "×");

  function period(claim) {
    return [claim.since && `since ${claim.since}`, claim.until && `until ${claim.until}`, claim.at && `${claim.at.length > 7 ? "on" : "in"} ${claim.at}`, claim.role, claim.amount].filter(Boolean).join(", ");
  }

  function badges(said, isClaim) {
    const badge = (text, cls) => el("span", { class: `badge ${cls}` }, text);
    return el(
      "p",
      { class: "badges" },
      isClaim ? badge(said.fact ? "fact" : "only said", said.fact ? "is-fact" : "is-claim") : null,
      badge(said.certainty, `is-${said.certainty}`),
      badge(said.denied ? "denied" : "affirmed", said.denied ? "is-denied" : "is-plain"),
      badge(said.kind, said.kind === "assertion" ? "is-plain" : "is-other"),
      said.against ? badge("contradicted", "is-denied") : null,
    );
  }

  /** Quote a sentence, its evidence bright, subject and object marked. Offsets count code points. */
  function quotation(said) {
    const { text } = sentences[said.q];
    const letters = Array.from(text ?? "");
    const spans = { evidence: said.evidence, subject: said.subject, object: said.object };
    const cuts = [...new Set([0, letters.length, ...Object.values(spans).flatMap((span) => span ?? [])])].sort((a, b) => a - b);
    const quote = el("blockquote", { dir: "auto" });
    cuts.slice(0, -1).forEach((start, i) => {
      const piece = letters.slice(start, cuts[i + 1]).join("");
      const inside = (span) => span && span[0] <= start && start < span[1];
      const mark = inside(spans.subject) ? "subject" : inside(spans.object) ? "object" : null;
      const node = mark ? el("mark", { class: mark, title: mark }, piece) : piece;
      quote.append(spans.evidence && !inside(spans.evidence) && !mark ? el("span", { class: "beside" }, piece) : node);
    });
    return quote;
  }

  function voice(said) {
    const passed = said.via === undefined || said.via === said.by ? [] : [", passed on by ", entityLink(said.via)];
    return [entityLink(said.by), ` (${SPEAKER[speakerOf(said)]})`, ...passed];
  }

  function documentNode(said) {
    const sentence = sentences[said.q];
    const about = documents[sentence.doc];
    const title = about.title ?? about.publisher ?? `document ${sentence.doc + 1}`;
    const url = safeUrl(about.url);
    const name = url ? el("a", { href: url, rel: "noopener noreferrer" }, title) : el("span", {}, title);
    return [name, [about.publisher !== title && about.publisher, about.date, sentence.place].filter(Boolean).map((part) => ` · ${part}`).join("")];
  }

  function rows(pairs) {
    const list = el("dl");
    for (const [term, ...content] of pairs) if (content.some(Boolean)) list.append(el("dt", {}, term), el("dd", {}, ...content.filter(Boolean)));
    return list;
  }

  function claimBody(claim) {
    const against = (claim.against ?? []).map(({ claim: other, why }) => el("p", { class: "against" }, "Against it: ", el("a", { href: link("claim", other) }, phrase(claims[other])), ` — ${why}.`));
    const rule = [el("code", {}, claim.rule ?? "?"), claim.confidence === undefined ? "" : ` · confidence ${claim.confidence}`];
    return [
      badges(claim, true),
      quotation(claim),
      ...against,
      rows([
        ["Says", ...voice(claim)],
        ["Since", claim.since],
        ["Until", claim.until],
        ["When", claim.at],
        ["Role", claim.role],
        ["Amount", claim.amount],
        ["In", ...documentNode(claim)],
        ["Found by", ...rule],
      ]),
    ];
  }

  const phrase = (claim) => `${label(claim.s)} — ${wording(claim)} — ${objectText(claim)}`;

  function claimCard(claim) {
    return el(
      "article",
      { class: `claim ${claim.denied || claim.against ? "contested" : ""}`, "aria-label": phrase(claim) },
      el("h3", {}, entityLink(claim.s), el("span", { class: "verb" }, ` ${wording(claim)} `), objectNode(claim)),
      ...claimBody(claim),
    );
  }

  function claimCards({ claims: list, first }) {
    if (!list.length) return overview();
    const shown = list.filter(passes);
    const hidden = list.length - shown.length;
    const ordered = [...new Set([first, ...shown.filter((claim) => claim.fact), ...shown])].filter(Boolean);
    const ends = [...new Set(list.flatMap((claim) => [claim.s, claim.o]))].filter((n) => n !== undefined);
    const value = list[0].o === undefined ? [" · ", el("span", { dir: "auto" }, list[0].value)] : [];
    const names = ends.flatMap((n, i) => (i ? [" · ", label(n)] : [label(n)]));
    return [
      el("header", { class: "panel-head" }, el("h2", {}, ...names, ...value), closeButton()),
      el("p", { class: "muted" }, count(ordered.length, "claim") + (hidden ? `, ${hidden} more hidden by the filters` : "")),
      ...ordered.map(claimCard),
    ];
  }

  /** One claim as a line that opens: its other end first, what is unusual about it behind. */
  function claimLine(claim, text) {
    const tags = [claim.fact ? null : "only said", claim.certainty === "certain" ? null : claim.certainty, claim.denied ? "denied" : null, claim.kind === "assertion" ? null : claim.kind, claim.against ? "contradicted" : null];
    const note = period(claim);
    return el(
      "details",
      { class: `line ${claim.fact ? "" : "unsure"} ${claim.denied || claim.against ? "contested" : ""}` },
      el("summary", {}, el("span", { dir: "auto" }, text), note ? el("span", { class: "when" }, ` ${note}`) : null, el("span", { class: "tags" }, [...tags.filter(Boolean), speakerOf(claim) === "reader" ? "a reader" : label(claim.by)].join(" · "))),
      el("p", { class: "verbatim" }, entityLink(claim.s), ` ${wording(claim)} `, objectNode(claim)),
      ...claimBody(claim),
    );
  }

  /** A list of which the rest appears on demand, a page at a time. */
  function shortList(items, make, limit = LIST) {
    const list = el("div", { class: "list" });
    const extend = (from, to) => {
      const fresh = items.slice(from, to).map(make);
      list.append(...fresh);
      if (to >= items.length) return fresh;
      const more = el("button", { type: "button", class: "more" }, `${items.length - to} more`);
      more.addEventListener("click", () => {
        more.remove();
        const [first] = extend(to, to + PAGE);
        (first.querySelector("summary, a") ?? first).focus();
      });
      list.append(more);
      return fresh;
    };
    extend(0, limit);
    return list;
  }

  function groups(n) {
    const found = new Map();
    for (const claim of claimsOf[n]) {
      const outward = claim.s === n || property(claim).symmetric;
      const key = `${outward ? 0 : 1} ${property(claim).label}`;
      if (!found.has(key)) found.set(key, { outward, name: property(claim).label, claims: [] });
      found.get(key).claims.push(claim);
    }
    return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
  }

  function entityCard(n) {
    const entity = entities[n];
    const url = safeUrl(entity.same);
    const other = (claim) => (claim.o === undefined ? claim.value : label(claim.s === n ? claim.o : claim.s));
    const section = (title, ...content) => el("section", {}, el("h3", {}, title), ...content);
    const properties_ = groups(n).map((group) => section(group.outward ? `${group.name} …` : `… ${group.name} ${entity.label}`, shortList(group.claims, (claim) => claimLine(claim, other(claim)))));
    const said = statementsOf[n];
    const says = saidBy[n];
    return [
      el("header", { class: "panel-head" }, glyph(classes[entity.cls], 22), el("h2", { dir: "auto" }, entity.label), closeButton()),
      el("p", { class: "muted" }, classes[entity.cls].label, ` · ${count(claimsOf[n].length, "claim")} · ${count(said.length, "statement")}`),
      entity.names ? el("p", { class: "names" }, "Also: ", entity.names.join(" · ")) : null,
      url ? el("p", {}, el("a", { href: url, rel: "noopener noreferrer" }, `Wikidata ${url.split("/").pop()}`)) : null,
      claimsOf[n].length ? null : el("p", { class: "empty" }, "Nothing is claimed about it: it is only mentioned."),
      ...properties_,
      says.length ? section(`Says (${says.length})`, shortList(says, (claim) => claimLine(claim, phrase(claim)), 4)) : null,
      said.length ? section(`Statements about it (${said.length})`, shortList(said, statementCard, 4)) : null,
    ].filter(Boolean);
  }

  const statementCard = (statement) => el("article", { class: "statement" }, quotation(statement), el("p", { class: "by" }, ...voice(statement)), badges(statement, false));

  function overview() {
    const busiest = entities.map((entity, n) => n).filter((n) => entities[n].claims).sort((a, b) => entities[b].claims - entities[a].claims || a - b);
    const rumours = claims.filter((claim) => !claim.fact && !claim.denied && !claim.against && claim.certainty !== "certain");
    const contested = claims.filter((claim) => claim.denied || claim.against);
    const predicted = claims.filter((claim) => claim.kind === "prediction");
    const entityLine = (n) => el("p", { class: "row" }, glyph(classes[entities[n].cls], 16), entityLink(n), el("span", { class: "when" }, ` ${count(entities[n].claims, "claim")}`));
    const section = (title, items, make, limit) => (items.length ? el("section", {}, el("h3", {}, title), shortList(items, make, limit)) : null);
    const facts = claims.filter((claim) => claim.fact).length;
    return [
      el("header", { class: "panel-head" }, el("h2", {}, "At a glance")),
      el("p", { class: "lead" }, `${count(claims.length, "claim")} about ${count(busiest.length, "entity", "entities")}: ${facts} as facts, ${claims.length - facts} only said. Choose a line or a node to read the words behind it.`),
      section("Most is said about", busiest, entityLine, 7),
      section("Unsure", rumours, (claim) => claimLine(claim, phrase(claim)), 5),
      section("Predicted", predicted.filter((claim) => !rumours.includes(claim)), (claim) => claimLine(claim, phrase(claim)), 4),
      section("Denied or contradicted", contested, (claim) => claimLine(claim, phrase(claim)), 4),
      documents.length > 1 ? section("Documents", documents, (about) => el("p", { class: "row" }, documentTitle(about)), 12) : null,
    ].filter(Boolean);
  }

  function documentTitle(about) {
    const url = safeUrl(about.url);
    const title = about.title ?? "untitled";
    const name = url ? el("a", { href: url, rel: "noopener noreferrer" }, title) : el("span", {}, title);
    return el("span", {}, name, el("span", { class: "when" }, [about.publisher, about.date].filter(Boolean).map((part) => ` · ${part}`).join("")));
  }

  // ---------------------------------------------------------------- legend and filters

  const SVG = "http://www.w3.org/2000/svg";
  const PATHS = {
    dot: "M8 1.5a6.5 6.5 0 1 0 .01 0z",
    square: "M2 2h12v12H2z",
    diamond: "M8 1l7 7-7 7-7-7z",
    triangle: "M8 1.5l7 12.5H1z",
    triangleDown: "M8 14.5L1 2h14z",
    hexagon: "M4.2 1.5h7.6L15.5 8l-3.7 6.5H4.2L.5 8z",
    star: "M8 .8l2.1 4.9 5.3.5-4 3.5 1.2 5.2L8 12.2l-4.6 2.7 1.2-5.2-4-3.5 5.3-.5z",
  };

  function glyph(look, size) {
    const svg = document.createElementNS(SVG, "svg");
    const path = document.createElementNS(SVG, "path");
    for (const [name, value] of Object.entries({ viewBox: "0 0 16 16", width: size, height: size, class: "glyph", "aria-hidden": "true" })) svg.setAttribute(name, value);
    path.setAttribute("d", PATHS[look.shape] ?? PATHS.dot);
    path.setAttribute("fill", look.color);
    svg.append(path);
    return svg;
  }

  function filterBox(place, set, key, ...content) {
    const box = el("input", { type: "checkbox" });
    box.checked = true;
    box.addEventListener("change", () => {
      if (box.checked) set.delete(key);
      else set.add(key);
      filtersChanged();
    });
    byId(place).append(el("label", { class: "check" }, box, ...content));
  }

  function buildFilters() {
    classes.forEach((cls, n) => filterBox("classes", state.off.cls, n, glyph(cls, 15), el("span", { class: "name" }, cls.label), el("span", { class: "count" }, String(cls.count))));
    const tally = (of) => claims.reduce((sums, claim) => sums.set(of(claim), (sums.get(of(claim)) ?? 0) + 1), new Map());
    const options = (place, set, keys, of, names = {}) => {
      const sums = tally(of);
      for (const key of keys) if (sums.has(key)) filterBox(place, set, key, el("span", { class: "name" }, names[key] ?? key), el("span", { class: "count" }, String(sums.get(key))));
      if (!sums.size) byId(place).parentElement.hidden = true;
    };
    options("speakers", state.off.speaker, data.speakers, speakerOf, SPEAKERS);
    options("certainties", state.off.certainty, CERTAINTIES, (claim) => claim.certainty);
    options("kinds", state.off.kind, KINDS, (claim) => claim.kind);
    byId("fact-note").textContent = FACTS[data.policy] ?? "a fact";
    byId("claim-note").textContent = data.policy === "all" ? "(none here)" : "only said: by readers, as possible, predicted, wished …";
    byId("facts-only").addEventListener("change", (event) => ((state.factsOnly = event.target.checked), filtersChanged()));
    byId("values").addEventListener("change", (event) => ((state.values = event.target.checked), filtersChanged()));
    byId("reset").addEventListener("click", reset);
  }

  const isFiltered = () => state.factsOnly || Object.values(state.off).some((set) => set.size);

  function filtersChanged() {
    byId("reset").hidden = !isFiltered();
    draw();
    if (currentView().kind === "claims") route();
  }

  function reset() {
    Object.values(state.off).forEach((set) => set.clear());
    state.factsOnly = false;
    for (const box of byId("controls").querySelectorAll("input")) if (box.id !== "values") box.checked = box.id !== "facts-only";
    filtersChanged();
  }

  // ---------------------------------------------------------------- search

  const targets = [
    ...entities.map((entity, n) => ({ names: [entity.label, ...(entity.names ?? [])], weight: entity.claims ?? 0, note: `${classes[entity.cls].label}, ${entity.claims ? count(entity.claims, "claim") : "only mentioned"}`, look: classes[entity.cls], go: () => find(n) })),
    ...claims.filter((claim) => claim.o === undefined).map((claim) => ({ names: [phrase(claim)], weight: -1, note: claim.fact ? "fact" : `${claim.certainty}, ${SPEAKER[speakerOf(claim)]}`, go: () => go("claim", claim.id) })),
  ].map((target) => ({ ...target, folded: target.names.map(fold) }));
  let hits = [];
  let active = -1;

  function find(n) {
    go("entity", entities[n].key);
    bringIntoView(n);
  }

  function rank(target, query) {
    const ranks = target.folded.map((name, i) => (name === query ? 0 : name.startsWith(query) ? 1 : name.includes(` ${query}`) ? 2 : name.includes(query) ? 3 : 9) + (i ? 0.5 : 0));
    return Math.min(...ranks);
  }

  function search() {
    const query = fold(byId("search").value.trim());
    const ranked = query ? targets.map((target) => ({ target, rank: rank(target, query) })).filter((hit) => hit.rank < 9) : [];
    ranked.sort((a, b) => (a.target.weight < 0) - (b.target.weight < 0) || a.rank - b.rank || b.target.weight - a.target.weight || (a.target.folded[0] < b.target.folded[0] ? -1 : 1));
    hits = ranked.slice(0, 12).map((hit) => hit.target);
    active = hits.length ? 0 : -1;
    const list = byId("found");
    list.replaceChildren(...hits.map((hit, i) => option(hit, i, query)));
    if (query && !hits.length) list.append(el("li", { class: "none" }, "Nothing of that name"));
    list.hidden = !query;
    byId("search").setAttribute("aria-expanded", String(Boolean(query)));
    markActive();
  }

  function option(hit, i, query) {
    const alias = hit.folded[0].includes(query) ? null : hit.names[hit.folded.findIndex((name) => name.includes(query))];
    const item = el("li", { role: "option", id: `hit-${i}`, "aria-selected": "false" }, hit.look ? glyph(hit.look, 15) : null, el("span", { class: "name", dir: "auto" }, hit.names[0], alias ? ` (${alias})` : ""), el("span", { class: "when" }, hit.note));
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      choose(i);
    });
    return item;
  }

  function markActive() {
    [...byId("found").children].forEach((item, i) => {
      item.setAttribute("aria-selected", String(i === active));
      if (i === active) item.scrollIntoView({ block: "nearest" });
    });
    if (active >= 0) byId("search").setAttribute("aria-activedescendant", `hit-${active}`);
    else byId("search").removeAttribute("aria-activedescendant");
  }

  function closeSearch() {
    byId("found").hidden = true;
    byId("search").setAttribute("aria-expanded", "false");
  }

  function choose(i) {
    if (!hits[i]) return;
    const hit = hits[i];
    byId("search").value = "";
    hits = [];
    closeSearch();
    hit.go();
    byId("panel").focus({ preventScroll: true });
  }

  function searchKeys(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps && hits.length) {
      active = (active + steps[event.key] + hits.length) % hits.length;
      markActive();
    } else if (event.key === "Enter") choose(active);
    else if (event.key === "Escape") closeSearch();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // ---------------------------------------------------------------- what the reader does

  function hint(text) {
    byId("hint").hidden = !text;
    byId("hint").textContent = text;
  }

  function hover(id) {
    const before = state.hover;
    state.hover = id;
    container.style.cursor = id === null ? "" : "pointer";
    const touched = [...scene.bundles].filter(([edge, bundle]) => [before, id].some((x) => x !== null && (x === edge || bundle.some((claim) => claim.s === x || claim.o === x)))).map(([edge]) => edge);
    paintEdges(touched);
    if (id === null) hint("");
    else if (scene.bundles.has(id)) {
      const bundle = scene.bundles.get(id);
      hint(bundle.length === 1 ? phrase(bundle[0]) : `${phrase(bundle[0])}, and ${bundle.length - 1} more`);
    } else if (typeof id === "number") hint(`${label(id)}: ${classes[entities[id].cls].label}, ${count(entities[id].claims ?? 0, "claim")}`);
  }

  function clicked({ nodes, edges }) {
    if (nodes.length) {
      const [id] = nodes;
      if (typeof id === "number") go("entity", entities[id].key);
      else go("claim", scene.values.get(id).id);
    } else if (edges.length) {
      const [claim] = scene.bundles.get(edges[0]);
      if (claim.o === undefined) go("claim", claim.id);
      else go("link", entities[claim.s].key, entities[claim.o].key);
    } else go();
  }

  function listen() {
    network.on("click", clicked);
    network.on("hoverNode", ({ node }) => hover(node));
    network.on("hoverEdge", ({ edge }) => hover(edge));
    network.on("blurNode", () => hover(null));
    network.on("blurEdge", () => hover(null));
    network.on("zoom", () => ((moved = true), repaintSoon()));
    network.on("animationFinished", repaintSoon);
    network.on("dragEnd", ({ nodes }) => {
      moved = true;
      for (const [id, place] of Object.entries(network.getPositions(nodes))) places.set(nodes.find((n) => String(n) === id), place);
    });
    network.on("resize", () => !moved && fit());
    byId("zoom-in").addEventListener("click", () => zoom(1.3));
    byId("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
    byId("fit").addEventListener("click", () => ((moved = false), fit()));
    byId("search").addEventListener("input", search);
    byId("search").addEventListener("keydown", searchKeys);
    byId("search").addEventListener("blur", closeSearch);
    byId("search").addEventListener("focus", search);
    window.addEventListener("hashchange", () => window.location.hash !== address && route());
    dark.addEventListener("change", () => (readInk(), paint()));
    document.addEventListener("pointerdown", () => delete document.documentElement.dataset.keys);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Tab") document.documentElement.dataset.keys = "true"; // vis-network takes the focus for the mouse, too
      if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) {
        event.preventDefault();
        byId("search").focus();
      } else if (event.key === "Escape") go();
    });
  }

  function zoom(factor) {
    moved = true;
    window.setTimeout(repaintSoon, 200);
    network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.1), 4), animation: reduced.matches ? false : { duration: 150, easingFunction: "easeOutQuad" } });
  }

  function describe() {
    const sources = documents.length === 1 ? [documents[0].publisher, documents[0].date, documents[0].author] : [documents.map((about) => about.title ?? about.publisher ?? "untitled").slice(0, 3).join(" · "), documents.length > 3 ? "…" : ""];
    const counts = [count(entities.length, "entity", "entities"), count(claims.length, "claim"), count(statements.length, "statement")];
    byId("source").textContent = (documents.length === 1 ? [...sources, ...counts] : [...counts, ...sources]).filter(Boolean).join(" · ");
    const frame = container.firstElementChild; // takes the focus: vis-network listens to its keys
    frame.setAttribute("role", "application");
    frame.setAttribute("aria-label", `Graph of ${count(entities.length, "entity", "entities")} and ${count(claims.length, "claim")}`);
    frame.setAttribute("aria-describedby", "graph-help");
    if (window.innerWidth <= 900) byId("controls").open = false;
  }

  readInk();
  buildFilters();
  describe();
  listen();
  route();
  fit();
  document.documentElement.dataset.ready = "true"; // for tests: the first drawing is done
  window.explorer = { network, state, visible: () => scene }; // for the console
})();
