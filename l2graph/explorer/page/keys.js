"use strict";
/* The keys, and the help that lists them. */
(() => {
  const { L2 } = window;
  const { byId, el, t } = L2;

  const chosen = () => {
    const { sel } = L2.state.now;
    return sel.kind === "entity" ? sel.n : -1;
  };
  const withChosen = (run) => () => chosen() >= 0 && run(chosen());

  const KEYS = {
    "/": () => L2.search.focus(),
    "?": () => L2.help.open(),
    f: () => L2.state.filter({ facts: !L2.state.now.f.facts, readers: false }),
    r: () => L2.state.filter({ readers: !L2.state.now.f.readers, facts: false }),
    a: () => L2.resetFilters(),
    e: withChosen((n) => L2.expand(n)),
    h: withChosen((n) => L2.hide(n)),
    p: () => L2.reader.step(-1),
    n: () => L2.reader.step(1),
    c: withChosen((n) => L2.search.path(n)),
    u: () => L2.state.undo(),
    U: () => L2.state.redo(),
    t: () => L2.timeline.play(),
    "+": () => L2.graph.zoom(1.3),
    "=": () => L2.graph.zoom(1.3),
    "-": () => L2.graph.zoom(1 / 1.3),
    0: () => L2.graph.fit(),
  };

  const LIST = [
    ["/", "key_search"],
    ["1 … 8", "key_views"],
    ["F", "key_facts"],
    ["R", "key_readers"],
    ["A", "key_all"],
    ["E", "key_expand"],
    ["H", "key_hide"],
    ["C", "key_path"],
    ["U  Shift U", "key_undo"],
    ["N  P", "key_next"],
    ["← ↑ → ↓", "key_arrows"],
    ["+  −  0", "key_zoom"],
    ["T", "key_time"],
    ["Esc", "key_escape"],
    ["?", "key_help"],
  ];

  function close() {
    if (!L2.sheet.close() && L2.state.now.sel.kind !== "overview") L2.state.go({ sel: { kind: "overview" } });
  }

  function pressed(event) {
    if (event.defaultPrevented || byId("help-dialog").open) return;
    const isTyping = event.target.matches?.("input:not([type=checkbox]):not([type=range]), textarea, select");
    if (event.key === "Escape") {
      if (isTyping) event.target.blur();
      else close();
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !isTyping) {
      event.preventDefault();
      if (event.shiftKey) L2.state.redo();
      else L2.state.undo();
      return;
    }
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^[1-8]$/.test(event.key)) {
      event.preventDefault();
      L2.state.go({ view: L2.VIEWS[Number(event.key) - 1] });
    } else if (Object.hasOwn(KEYS, event.key)) {
      event.preventDefault();
      KEYS[event.key]();
    }
  }

  L2.help = {
    open: () => byId("help-dialog").showModal(),
    start() {
      const dialog = byId("help-dialog");
      const list = el("dl", { class: "keys" });
      for (const [keys, text] of LIST)
        list.append(
          el(
            "dt",
            {},
            keys.split("  ").map((key) => el("kbd", {}, key)),
          ),
          el("dd", {}, t(text)),
        );
      dialog.append(
        el(
          "header",
          {},
          el("h2", { id: "help-title" }, t("helpTitle")),
          L2.iconButton("close", t("close"), () => dialog.close()),
        ),
        el(
          "div",
          { class: "help-body" },
          el("p", { class: "lead" }, t("helpLead")),
          el("h3", {}, t("helpReading")),
          el("p", {}, t("helpReadingText")),
          el("h3", {}, t("helpKeys")),
          list,
          el("h3", {}, t("helpSharing")),
          el("p", {}, t("helpSharingText")),
        ),
      );
      dialog.setAttribute("aria-labelledby", "help-title");
      dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
      byId("help").addEventListener("click", L2.help.open);
      document.addEventListener("keydown", pressed);
      document.addEventListener("pointerdown", () => delete document.documentElement.dataset.keys);
      document.addEventListener("keydown", (event) => {
        if (event.key === "Tab") document.documentElement.dataset.keys = "true";
      });
    },
  };
})();
