"use strict";
/* The strip of dated claims below the graph: a dot a claim by year, a range to choose, and a button that plays the years. */
(() => {
  const { L2 } = window;
  const { byId, el, t } = L2;
  const GAP = 2.2; // what a stretch of empty years takes at most, in years with claims
  const STEP_MS = 700; // a year of the play
  const DOTS = 9; // dots upon each other; more are drawn as a column

  let years = []; // the years that claims are dated to, in order
  let places = new Map(); // year → its place, from 0 to 1
  let placeOf = null; // of each claim, the number of its year in `years`, -1 for none
  const columns = []; // of each year: {button, bar, many}
  let playing = 0;

  const yearOf = (i) => {
    const day = L2.store.C.from[i] || L2.store.C.to[i];
    return day ? Math.floor(day / 10000) : null;
  };

  /** Put the years on a line: those with claims get even room, empty stretches are shortened. */
  function scale() {
    const { C } = L2.store;
    const found = new Set();
    for (let i = 0; i < C.n; i += 1) {
      const year = yearOf(i);
      if (year !== null) found.add(year);
    }
    years = [...found].sort((a, b) => a - b);
    let at = 0;
    const raw = years.map((year, k) => {
      if (k) at += Math.min(year - years[k - 1], 1 + Math.min(Math.log2(year - years[k - 1]), GAP));
      return at;
    });
    const width = at || 1;
    places = new Map(years.map((year, k) => [year, years.length === 1 ? 0.5 : raw[k] / width]));
    const numbers = new Map(years.map((year, k) => [year, k]));
    placeOf = Int16Array.from({ length: C.n }, (_, i) => numbers.get(yearOf(i)) ?? -1);
  }

  /** A column for each year, to be filled as the filters say. */
  function build() {
    for (const year of years) {
      const bar = el("span", { class: "column" });
      const button = el("button", { type: "button", class: "year", tabindex: "-1", "aria-hidden": "true", "data-year": year });
      button.style.left = `${100 * places.get(year)}%`;
      button.addEventListener("click", () => choose(year, year));
      const column = { button, bar, many: 0, height: -1 };
      button.addEventListener("pointerenter", () => {
        button.title = t("timelineDot", { year: String(year), claims: t("claims", { n: column.many }) });
      });
      columns.push(column);
      byId("strip").append(button);
    }
    labels();
  }

  const from = () => L2.state.now.f.from;
  const to = () => L2.state.now.f.to;
  const first = () => years[0];
  const last = () => years[years.length - 1];
  const nearest = (place) =>
    years.reduce((best, year) => (Math.abs(places.get(year) - place) < Math.abs(places.get(best) - place) ? year : best), years[0]);
  const index = (year, fallback) => {
    if (year === null) return fallback;
    const k = years.findIndex((other) => other >= year);
    return k < 0 ? years.length - 1 : k;
  };

  function draw() {
    const { C, kinds } = L2.store;
    const { untimed } = L2.filtered();
    const counts = new Int32Array(years.length);
    let undated = 0;
    for (let i = 0; i < C.n; i += 1)
      if (untimed[i]) {
        if (placeOf[i] < 0) undated += 1;
        else counts[placeOf[i]] += 1;
      }
    const dated = counts.reduce((a, b) => a + b, 0);
    const highest = Math.max(1, ...counts);
    const isDotted = highest <= DOTS && dated <= 400;
    const dots = isDotted ? claimsByYear(untimed) : null;
    years.forEach((year, k) => {
      const column = columns[k];
      const isOut = (from() !== null && year < from()) || (to() !== null && year > to());
      column.button.classList.toggle("is-out", isOut);
      column.many = counts[k];
      if (isDotted)
        column.button.replaceChildren(
          ...dots[k].map((i) => el("span", { class: `mark stack-${kinds[C.kind[i]]}${C.fact[i] ? " is-fact" : ""}` })),
        );
      else {
        const height = counts[k] ? Math.max(3, Math.round((46 * Math.log1p(counts[k])) / Math.log1p(highest))) : 0;
        if (column.bar.parentNode !== column.button) column.button.replaceChildren(column.bar);
        if (column.height !== height) column.bar.style.height = `${height}px`;
        column.height = height;
      }
    });
    L2.write(byId("timeline-told"), t("timelineTold", { claims: t("claims", { n: dated }), undated: L2.number(undated) }));
  }

  /** The claims of each year, by kind. */
  function claimsByYear(passes) {
    const { C } = L2.store;
    const found = years.map(() => []);
    for (let i = 0; i < C.n; i += 1) if (passes[i] && placeOf[i] >= 0) found[placeOf[i]].push(i);
    return found.map((some) => some.sort((a, b) => C.kind[a] - C.kind[b] || a - b));
  }

  /** As many years as have room below the strip. */
  function labels() {
    const room = byId("strip").clientWidth || 600;
    let edge = -Infinity;
    const shown = [];
    const final = places.get(last()) * room;
    for (const year of years) {
      const at = places.get(year) * room;
      if (year !== last() && (at - edge < 40 || final - at < 40)) continue;
      if (year === last() && at - edge < 34 && shown.length) continue;
      edge = at;
      const label = el("span", {}, String(year));
      label.style.left = `${100 * places.get(year)}%`;
      shown.push(label);
    }
    byId("strip-years").replaceChildren(...shown);
  }

  /** The ends of the range, as numbers in `years`. */
  const ends = () => [index(from(), 0), to() === null ? years.length - 1 : Math.max(0, years.filter((year) => year <= to()).length - 1)];

  function handles() {
    const [a, b] = ends();
    for (const [id, k] of [
      ["time-from", a],
      ["time-to", b],
    ]) {
      const handle = byId(id);
      handle.style.left = `${100 * places.get(years[k])}%`;
      const told = { "aria-valuemin": first(), "aria-valuemax": last(), "aria-valuenow": years[k], "aria-valuetext": years[k] };
      for (const [name, value] of Object.entries(told)) handle.setAttribute(name, String(value));
    }
    const range = byId("strip-range");
    const [left, right] = [places.get(years[a]), places.get(years[b])];
    range.style.left = `${100 * left}%`;
    range.style.width = `${100 * Math.max(right - left, 0)}%`;
    const isAll = from() === null && to() === null;
    byId("time-says").textContent = isAll ? t("timelineAll") : t("timeBetween", { from: String(years[a]), to: String(years[b]) });
    byId("undated").checked = L2.state.now.f.undated;
    byId("time-clear").hidden = isAll;
    byId("undated-label").hidden = isAll;
  }

  function choose(a, b, options) {
    const whole = a === first() && b === last();
    L2.state.filter({ from: whole || a === first() ? null : a, to: whole || b === last() ? null : b }, options);
  }

  /** Put one end of the range to a year; it pushes the other one along. */
  function put(id, k) {
    const [a, b] = ends();
    const place = Math.min(Math.max(k, 0), years.length - 1);
    stop();
    if (id === "time-from") choose(years[place], years[Math.max(place, b)], { replace: true });
    else choose(years[Math.min(a, place)], years[place], { replace: true });
  }

  function keys(event) {
    const { id } = event.currentTarget;
    const k = ends()[id === "time-from" ? 0 : 1];
    const next = {
      ArrowLeft: k - 1,
      ArrowDown: k - 1,
      ArrowRight: k + 1,
      ArrowUp: k + 1,
      PageDown: k - 5,
      PageUp: k + 5,
      Home: 0,
      End: years.length - 1,
    };
    if (!(event.key in next)) return;
    put(id, next[event.key]);
    event.preventDefault();
    event.stopPropagation();
  }

  function drag(event) {
    const handle = event.currentTarget;
    event.preventDefault();
    handle.focus();
    handle.setPointerCapture(event.pointerId);
    const box = byId("strip-rule").getBoundingClientRect();
    const move = ({ clientX }) => put(handle.id, years.indexOf(nearest((clientX - box.left) / box.width)));
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", () => handle.removeEventListener("pointermove", move), { once: true });
  }

  function stop() {
    if (!playing) return;
    window.clearInterval(playing);
    playing = 0;
    tellPlaying();
  }

  function tellPlaying() {
    const button = byId("time-play");
    button.replaceChildren(L2.icon(playing ? "pause" : "play", 14));
    for (const name of ["aria-label", "title"]) button.setAttribute(name, t(playing ? "timelinePause" : "timelinePlay"));
  }

  /** Grow the graph year by year, from the first or from where the range ends. */
  function play() {
    if (playing) {
      stop();
      return;
    }
    if (!years.length) return;
    if (L2.state.now.view !== "graph") L2.state.go({ view: "graph" });
    let k = to() === null ? 0 : years.findIndex((year) => year > to());
    if (k < 0) k = 0;
    const tick = () => {
      if (k >= years.length - 1) {
        stop();
        L2.state.filter({ from: null, to: null }, { replace: true });
        return;
      }
      L2.state.filter({ from: null, to: years[k] }, { replace: true });
      k += 1;
    };
    playing = window.setInterval(tick, STEP_MS);
    tellPlaying();
    tick();
  }

  L2.timeline = {
    start() {
      scale();
      const none = years.length === 0;
      byId("timeline-none").hidden = !none;
      byId("timeline-body").hidden = none;
      if (!none) build();
      byId("time-play").disabled = none;
      for (const id of ["time-from", "time-to"]) {
        byId(id).addEventListener("keydown", keys);
        byId(id).addEventListener("pointerdown", drag);
      }
      byId("undated").addEventListener("change", (event) => L2.state.filter({ undated: event.target.checked }));
      byId("time-clear").addEventListener("click", () => {
        stop();
        L2.state.filter({ from: null, to: null });
      });
      byId("time-play").addEventListener("click", play);
      byId("strip").addEventListener("pointerdown", brush);
      window.addEventListener("resize", () => years.length && labels());
      tellPlaying();
    },
    update(_state, changed) {
      if (changed.has("view") && years.length) labels(); // the strip has no width in another view
      if (!years.length || !(changed.has("f") || changed.has("start"))) return;
      draw();
      handles();
    },
    play,
    years: () => years,
  };

  /** Choose a range by dragging over the strip. */
  function brush(event) {
    const strip = byId("strip");
    const box = strip.getBoundingClientRect();
    const place = (x) => nearest(Math.min(Math.max((x - box.left) / box.width, 0), 1));
    const begin = place(event.clientX);
    const startX = event.clientX;
    const move = ({ clientX }) => {
      if (Math.abs(clientX - startX) < 6) return;
      const end = place(clientX);
      stop();
      choose(Math.min(begin, end), Math.max(begin, end), { replace: true });
    };
    const up = () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up);
  }
})();
