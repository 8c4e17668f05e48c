"use strict";
/* The filters at the side, which are the legend of the classes, too; and the chips that tell which of them are on. */
(() => {
  const { L2 } = window;
  const { byId, el, t } = L2;
  const SHORT = 8; // options of a facet before "more"

  const names = {
    cls: "facetClass",
    p: "facetProperty",
    kind: "facetKind",
    certainty: "facetCertainty",
    polarity: "facetPolarity",
    sort: "facetSort",
    by: "facetSpeaker",
    doc: "facetDocument",
  };
  const ORDER = ["cls", "sort", "certainty", "kind", "polarity", "p", "by", "doc"];
  const OPEN = new Set(["cls", "sort", "certainty", "kind"]);

  const optionName = {
    cls: (n) => L2.store.classes[n].label,
    p: (n) => L2.store.properties[n].label,
    kind: (n) => L2.store.kinds[n],
    certainty: (n) => L2.store.certainties[n],
    polarity: (n) => t(n ? "denied" : "affirmed"),
    sort: (n) => t(`sort_${L2.store.sorts[n]}`),
    by: (n) => L2.words.label(n),
    doc: (n) => L2.words.documentTitle(n),
  };
  L2.optionName = (facet, n) => optionName[facet](n);

  const groups = new Map(); // facet → {list, options: Map of number → {box, count, bar}, all: [number]}

  /** One option: a checkbox with its count and, behind it, a bar of its share. */
  function option(facet, n) {
    const box = el("input", { type: "checkbox", onchange: () => L2.state.toggle(facet, n), "data-facet": facet, "data-option": n });
    const count = el("span", { class: "count" });
    const bar = el("span", { class: "bar", "aria-hidden": "true" });
    const mark =
      facet === "cls"
        ? L2.glyph(L2.store.classes[n], 15)
        : facet === "certainty"
          ? el("span", { class: `sure sure-${L2.store.certainties[n]}`, "aria-hidden": "true" })
          : null;
    const row = el("label", { class: "option" }, box, mark, el("span", { class: "name", dir: "auto" }, optionName[facet](n)), count, bar);
    return { row, box, count, bar, told: -1, share: -1, isOn: false };
  }

  function extend(facet, numbers) {
    const group = groups.get(facet);
    for (const n of numbers) {
      if (group.options.has(n)) continue;
      const made = option(facet, n);
      group.options.set(n, made);
      group.list.append(made.row);
    }
  }

  function build() {
    const place = byId("facets");
    for (const facet of ORDER) {
      const counts = L2.filtered().counts(facet);
      const all = Array.from(counts.keys()).filter((n) => counts[n] > 0);
      if (facet !== "certainty" && facet !== "kind" && facet !== "polarity" && facet !== "sort")
        all.sort((a, b) => counts[b] - counts[a] || a - b);
      if (!all.length || (facet === "doc" && L2.store.documents.length < 2)) continue;
      const list = el("div", { class: "options" });
      const details = el(
        "details",
        { class: "facet", open: OPEN.has(facet), "data-facet-group": facet },
        el("summary", {}, t(names[facet]), el("span", { class: "facet-on" })),
      );
      if (all.length > SHORT + 4) details.append(finder(facet, all));
      details.append(list);
      groups.set(facet, { list, options: new Map(), all, details, on: details.querySelector(".facet-on") });
      details.addEventListener("toggle", () => details.open && count(facet)); // what is folded is counted when it opens
      extend(facet, all.slice(0, all.length <= SHORT + 4 ? all.length : SHORT));
      if (all.length > SHORT + 4) details.append(more(facet, all));
      place.append(details);
    }
  }

  function more(facet, all) {
    const button = el("button", { type: "button", class: "more" });
    const label = () => {
      const rest = all.length - groups.get(facet).options.size;
      button.hidden = rest <= 0;
      button.textContent = t("more", { n: rest });
    };
    button.addEventListener("click", () => {
      const fresh = all.filter((n) => !groups.get(facet).options.has(n)).slice(0, 40);
      extend(facet, fresh);
      count(facet);
      label();
      groups.get(facet).options.get(fresh[0]).box.focus({ preventScroll: true });
    });
    label();
    return button;
  }

  /** A field that narrows a long list of options. */
  function finder(facet, all) {
    const label = t("optionFilter", { n: all.length });
    const input = el("input", {
      type: "search",
      class: "option-filter",
      placeholder: label,
      "aria-label": `${t(names[facet])}: ${label}`,
      autocomplete: "off",
    });
    input.addEventListener("input", () => {
      const wanted = L2.fold(input.value);
      const group = groups.get(facet);
      const fits = (n) => L2.fold(optionName[facet](n)).includes(wanted);
      if (wanted) extend(facet, all.filter(fits).slice(0, 30));
      count(facet);
      for (const [n, { row }] of group.options) row.hidden = Boolean(wanted) && !fits(n);
    });
    return input;
  }

  function count(facet) {
    const counts = L2.filtered().counts(facet);
    const { f } = L2.state.now;
    const group = groups.get(facet);
    for (const n of f[facet]) if (!group.options.has(n)) extend(facet, [n]);
    const largest = Math.max(1, ...group.all.slice(0, 400).map((n) => counts[n]));
    for (const [n, shown] of group.options) {
      const now = counts[n];
      const isOn = f[facet].has(n);
      const share = Math.round((1000 * now) / largest) / 1000;
      if (shown.box.checked !== isOn) shown.box.checked = isOn;
      if (shown.told !== now) shown.count.textContent = L2.number(now);
      if (shown.share !== share) shown.bar.style.scale = `${share} 1`;
      if (shown.told !== now || shown.isOn !== isOn) {
        shown.row.classList.toggle("is-empty", now === 0 && !isOn);
        shown.row.classList.toggle("is-on", isOn);
      }
      Object.assign(shown, { told: now, share, isOn });
    }
    L2.write(group.on, f[facet].size ? String(f[facet].size) : "");
  }

  /** The filters that are on, each with a button that takes it off. */
  function chips() {
    const { f } = L2.state.now;
    const chip = (name, remove) =>
      el(
        "button",
        { type: "button", class: "chip", "aria-label": t("chipRemove", { name }), onclick: remove },
        el("span", { dir: "auto" }, name),
        L2.icon("close", 10),
      );
    const on = [];
    if (f.facts) on.push(chip(t("factsOnly"), () => L2.state.filter({ facts: false })));
    if (f.readers) on.push(chip(t("readersOnly"), () => L2.state.filter({ readers: false })));
    for (const facet of ORDER) for (const n of f[facet]) on.push(chip(optionName[facet](n), () => L2.state.toggle(facet, n)));
    if (f.from !== null || f.to !== null)
      on.push(
        chip(
          t(f.from === null ? "timeUntil" : f.to === null ? "timeSince" : "timeBetween", { from: String(f.from), to: String(f.to) }),
          () => L2.state.filter({ from: null, to: null }),
        ),
      );
    if (on.length > 1) on.push(el("button", { type: "button", class: "chip chip-all", onclick: L2.resetFilters }, t("resetFilters")));
    byId("chips").replaceChildren(...on);
    byId("chips").hidden = !on.length;
  }

  L2.resetFilters = () => L2.state.go({ f: L2.noFilters() });

  L2.sidebar = {
    start() {
      build();
      byId("facts-only").addEventListener("change", (event) => L2.state.filter({ facts: event.target.checked, readers: false }));
      byId("readers-only").addEventListener("change", (event) => L2.state.filter({ readers: event.target.checked, facts: false }));
      byId("values").addEventListener("change", (event) => L2.state.go({ values: event.target.checked }));
      byId("reset").addEventListener("click", L2.resetFilters);
    },
    update(state, changed) {
      if (!changed.has("f") && !changed.has("values") && !changed.has("start")) return;
      for (const [facet, { details, on }] of groups)
        if (details.open || changed.has("start")) count(facet);
        else L2.write(on, state.f[facet].size ? String(state.f[facet].size) : "");
      byId("facts-only").checked = state.f.facts;
      byId("readers-only").checked = state.f.readers;
      byId("values").checked = state.values;
      const isFiltered = L2.state.isFiltered();
      byId("reset").hidden = !isFiltered;
      const { passing } = L2.filtered();
      byId("passing").textContent = isFiltered ? t("passing", { n: passing, all: L2.store.C.n }) : t("passingAll", { n: passing });
      byId("filters-button").dataset.on = isFiltered ? "true" : "";
      chips();
    },
  };
})();
