"use strict";
/* Elements out of plain values. What comes from a text becomes text: nothing here, or anywhere in the page, parses HTML. */
(() => {
  const { L2 } = window;
  const SVG = "http://www.w3.org/2000/svg";

  L2.byId = (id) => document.getElementById(id);

  /** Make an element; children are elements or text. `on…` adds a listener, a false or missing attribute is left out. */
  L2.el = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === undefined || value === null || value === false) continue;
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== "" && child !== false));
    return node;
  };

  /** Put a text into an element, where it says something else. */
  L2.write = (node, text) => {
    if (node.textContent !== text) node.textContent = text;
  };

  L2.svg = (tag, attributes = {}, ...children) => {
    const node = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes))
      if (value !== undefined && value !== null) node.setAttribute(name, String(value));
    node.append(...children);
    return node;
  };

  /* The marks of the classes, in a box of 16 by 16; vis-network draws the same shapes. */
  L2.MARKS = {
    dot: "M8 1.5a6.5 6.5 0 1 0 .01 0z",
    square: "M2 2h12v12H2z",
    diamond: "M8 .8l7.2 7.2L8 15.2.8 8z",
    triangle: "M8 1.5l7 12.5H1z",
    triangleDown: "M8 14.5L1 2h14z",
    hexagon: "M4.2 1.5h7.6L15.5 8l-3.7 6.5H4.2L.5 8z",
    star: "M8 .8l2.1 4.9 5.3.5-4 3.5 1.2 5.2L8 12.2l-4.6 2.7 1.2-5.2-4-3.5 5.3-.5z",
  };

  L2.glyph = (look, size = 16) =>
    L2.svg(
      "svg",
      { viewBox: "0 0 16 16", width: size, height: size, class: "glyph", "aria-hidden": "true" },
      L2.svg("path", { d: L2.MARKS[look.shape] ?? L2.MARKS.dot, fill: look.color }),
    );

  const ICONS = {
    search: "M11.5 11.5L15 15M12.5 7a5.5 5.5 0 1 1-11 0 5.5 5.5 0 0 1 11 0z",
    undo: "M5.5 2.5L2 6l3.5 3.5M2.5 6H10a4 4 0 0 1 0 8H6",
    save: "M8 2v8M4.5 7L8 10.5 11.5 7M2.5 13.5h11",
    theme: "M8 1.8a6.2 6.2 0 1 0 0 12.4zM8 1.8a6.2 6.2 0 0 1 0 12.4",
    help: "M5.8 6.1a2.3 2.3 0 1 1 3.2 2.1c-.7.3-1 .8-1 1.5v.3M8 12.3v.2M14.5 8a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0z",
    filter: "M1.5 3.5h13M4 8h8M6.5 12.5h3",
    close: "M3.5 3.5l9 9M12.5 3.5l-9 9",
    plus: "M8 3v10M3 8h10",
    minus: "M3 8h10",
    fit: "M2 6V2h4M14 6V2h-4M2 10v4h4M14 10v4h-4",
    play: "M4.5 2.5l8.5 5.5-8.5 5.5z",
    pause: "M5 3v10M11 3v10",
    down: "M3.5 6l4.5 4.5L12.5 6",
    up: "M3.5 10L8 5.5l4.5 4.5",
    expand:
      "M8 8m-2.2 0a2.2 2.2 0 1 0 4.4 0 2.2 2.2 0 1 0-4.4 0M8 4V1.5M8 14.5V12M4 8H1.5M14.5 8H12M5.2 5.200L3.4 3.400M12.6 12.600l-1.8-1.800M10.8 5.200l1.8-1.800M3.4 12.600l1.8-1.8",
    path: "M3.5 3.5m-2 0a2 2 0 1 0 4 0 2 2 0 1 0-4 0M12.5 12.5m-2 0a2 2 0 1 0 4 0 2 2 0 1 0-4 0M5.5 3.5H9a2.25 2.25 0 0 1 0 4.5H7a2.25 2.25 0 0 0 0 4.5h3.5",
    hide: "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM2.5 14l11-12",
    wide: "M9.5 2H14v4.5M14 2L9 7M6.5 14H2V9.5M2 14l5-5",
    graph:
      "M4 4m-2 0a2 2 0 1 0 4 0 2 2 0 1 0-4 0M12 6m-2 0a2 2 0 1 0 4 0 2 2 0 1 0-4 0M6.5 12.5m-2 0a2 2 0 1 0 4 0 2 2 0 1 0-4 0M6 4.5l4 1M5 6l1 4.5M10.8 7.600L7.8 11",
    back: "M10 3L5 8l5 5",
    arrow: "M2.5 8h10M9 4.5L12.5 8 9 11.5",
  };

  L2.icon = (name, size = 16) =>
    L2.svg(
      "svg",
      { viewBox: "0 0 16 16", width: size, height: size, class: "icon", "aria-hidden": "true" },
      L2.svg("path", { d: ICONS[name] }),
    );

  L2.iconButton = (name, label, onclick, attributes = {}) =>
    L2.el("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...attributes }, L2.icon(name));

  /** A list of which the rest appears on demand, a page at a time. */
  L2.shortList = (items, make, limit = 6, page = 50) => {
    const list = L2.el("div", { class: "list" });
    const extend = (from, to) => {
      const fresh = Array.from(items.slice(from, to), (item, i) => make(item, from + i));
      list.append(...fresh);
      if (to < items.length) {
        const more = L2.el("button", { type: "button", class: "more" }, L2.t("more", { n: items.length - to }));
        more.addEventListener("click", () => {
          more.remove();
          const [first] = extend(to, to + page);
          (first.matches("a, button, summary") ? first : first.querySelector("a, button, summary"))?.focus({ preventScroll: true });
        });
        list.append(more);
      }
      return fresh;
    };
    extend(0, items.length <= limit + 1 ? items.length : limit);
    return list;
  };

  /** A definition list of the pairs that have content. */
  L2.pairs = (rows) => {
    const list = L2.el("dl");
    for (const [term, ...content] of rows) {
      const given = content.flat().filter((part) => part !== null && part !== undefined && part !== "" && part !== false);
      if (given.length) list.append(L2.el("dt", {}, term), L2.el("dd", {}, given));
    }
    return list;
  };

  L2.safeUrl = (url) => (/^https?:\/\//i.test(url ?? "") ? url : null);
  L2.outside = (url, name) =>
    L2.safeUrl(url) ? L2.el("a", { href: url, rel: "noopener noreferrer", class: "outside" }, name) : L2.el("span", {}, name);
  L2.reduced = window.matchMedia("(prefers-reduced-motion: reduce)");
  L2.isNarrow = () => window.innerWidth <= 900;

  let telling = 0;
  /** Say something at the lower edge for a moment, aloud for screen readers. */
  L2.tell = (text) => {
    const toast = L2.byId("toast");
    toast.textContent = text;
    toast.hidden = false;
    window.clearTimeout(telling);
    telling = window.setTimeout(() => {
      toast.hidden = true;
    }, 2600);
  };
})();
