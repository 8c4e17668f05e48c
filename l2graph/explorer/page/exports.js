"use strict";
/* The view that is open as a picture, a drawing, a table or a graph, saved by the browser; and the page printed. */
(() => {
  const { L2 } = window;
  const { byId, el, t, svg, words: W } = L2;
  const FORMULAS = /^[=+\-@\t\r]/; // what a spreadsheet would run
  const SCALE = 2; // px of a picture to one on the screen

  function save(content, type, ending) {
    const name = `${(L2.fold(L2.store.title || "graph").replace(/[^\p{L}\p{N}]+/gu, "-") || "graph").slice(0, 60).replace(/^-|-$/g, "")}-${L2.state.now.view}.${ending}`;
    const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
    const link = el("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    window.setTimeout(() => URL.revokeObjectURL(url), 30_000);
    L2.tell(t("exported", { name }));
  }

  // ---------------------------------------------------------------- pictures

  const shapes = {
    dot: (r) => ["circle", { r }],
    square: (r) => ["rect", { x: -r, y: -r, width: 2 * r, height: 2 * r }],
    diamond: (r) => ["polygon", { points: `0,${-r} ${r},0 0,${r} ${-r},0` }],
    triangle: (r) => ["polygon", { points: polygon(3, r * 1.15, -90) }],
    triangleDown: (r) => ["polygon", { points: polygon(3, r * 1.15, 90) }],
    hexagon: (r) => ["polygon", { points: polygon(6, r, 0) }],
    star: (r) => ["polygon", { points: star(r) }],
  };
  const point = (r, degrees) =>
    `${(r * Math.cos((degrees * Math.PI) / 180)).toFixed(1)},${(r * Math.sin((degrees * Math.PI) / 180)).toFixed(1)}`;
  const polygon = (n, r, turn) => Array.from({ length: n }, (_, k) => point(r, turn + (360 * k) / n)).join(" ");
  const star = (r) => Array.from({ length: 10 }, (_, k) => point(k % 2 ? r * 0.52 : r * 1.25, -90 + 36 * k)).join(" ");

  /** Lines of text, centred. */
  function lines(text, x, y, size, fill, halo) {
    const node = svg("text", {
      x,
      y,
      "text-anchor": "middle",
      "font-size": size,
      fill,
      stroke: halo,
      "stroke-width": halo ? 3 : 0,
      "paint-order": "stroke",
      "stroke-linejoin": "round",
    });
    text.split("\n").forEach((line, k) => {
      const part = svg("tspan", { x, dy: k ? size * 1.15 : 0 });
      part.textContent = clean(line);
      node.append(part);
    });
    return node;
  }
  /** What XML cannot hold is left out. */
  const clean = (text) =>
    text.replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      "\ufffd",
    );

  function drawing() {
    const { nodes, edges, ink, type } = L2.graph.picture();
    const at = new Map(nodes.map((node) => [node.id, node]));
    const frame = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    const root = svg("svg", { xmlns: "http://www.w3.org/2000/svg", "font-family": type.face });
    const [edgeLayer, nodeLayer, textLayer] = [svg("g"), svg("g"), svg("g")];
    for (const edge of edges) {
      const [a, b] = [at.get(edge.from), at.get(edge.to)];
      if (!a || !b) continue;
      const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
      const [ux, uy] = [(b.x - a.x) / length, (b.y - a.y) / length];
      const bend = edge.smooth?.enabled ? (edge.smooth.type === "curvedCW" ? 1 : -1) * edge.smooth.roundness * length : 0;
      const [mx, my] = [(a.x + b.x) / 2 + uy * bend, (a.y + b.y) / 2 - ux * bend];
      const d = a === b ? `M${a.x},${a.y - a.size} a14,14 0 1 1 1,0` : `M${a.x},${a.y} Q${mx.toFixed(1)},${my.toFixed(1)} ${b.x},${b.y}`;
      edgeLayer.append(
        svg("path", {
          d,
          fill: "none",
          stroke: edge.color.color,
          "stroke-width": edge.width.toFixed(2),
          "stroke-opacity": edge.color.opacity,
          "stroke-dasharray": edge.dashes ? edge.dashes.join(" ") : null,
        }),
      );
      for (const [end, sign, on] of [
        [b, 1, edge.arrows?.to?.enabled],
        [a, -1, edge.arrows?.from?.enabled],
      ]) {
        if (!on || a === b) continue;
        const [x, y] = [end.x - sign * ux * ((end.size ?? 10) + 2), end.y - sign * uy * ((end.size ?? 10) + 2)];
        edgeLayer.append(
          svg("polygon", {
            points: "0,0 -9,-3.6 -9,3.6",
            transform: `translate(${x.toFixed(1)},${y.toFixed(1)}) rotate(${((Math.atan2(sign * uy, sign * ux) * 180) / Math.PI).toFixed(1)})`,
            fill: edge.color.color,
            "fill-opacity": edge.color.opacity,
          }),
        );
      }
      if (edge.label?.trim())
        textLayer.append(
          lines(edge.label, (a.x + b.x + uy * bend) / 2, (a.y + b.y - ux * bend) / 2 + 3, type.edge, edge.font.color, ink.canvas),
        );
    }
    for (const node of nodes) {
      const r = node.size ?? 10;
      const grow = (w, up, down) => {
        frame.left = Math.min(frame.left, node.x - w);
        frame.right = Math.max(frame.right, node.x + w);
        frame.top = Math.min(frame.top, node.y - up);
        frame.bottom = Math.max(frame.bottom, node.y + down);
      };
      const label = node.label?.trim() ? node.label : "";
      const width = Math.max(...label.split("\n").map((line) => line.length * node.font.size * 0.3), r);
      if (node.shape === "box") {
        nodeLayer.append(
          svg("rect", {
            x: node.x - width - 8,
            y: node.y - 11,
            width: 2 * width + 16,
            height: 22,
            rx: 4,
            fill: node.color.background,
            stroke: node.color.border,
          }),
        );
        textLayer.append(lines(label, node.x, node.y + 4, node.font.size, node.font.color, null));
        grow(width + 8, 12, 12);
        continue;
      }
      const [tag, attributes] = (shapes[node.shape] ?? shapes.dot)(r);
      nodeLayer.append(
        svg(tag, {
          ...attributes,
          transform: `translate(${node.x},${node.y})`,
          fill: node.color.background,
          stroke: node.color.border,
          "stroke-width": node.borderWidth,
          opacity: node.opacity ?? 1,
        }),
      );
      if (label) textLayer.append(lines(label, node.x, node.y + r + node.font.size + 2, node.font.size, node.font.color, ink.canvas));
      grow(width + 4, r + 4, r + 8 + (label ? label.split("\n").length * node.font.size * 1.15 : 0));
    }
    if (!nodes.length) Object.assign(frame, { left: 0, top: 0, right: 200, bottom: 100 });
    const [w, h] = [frame.right - frame.left + 40, frame.bottom - frame.top + 40];
    for (const [name, value] of Object.entries({
      viewBox: `${Math.floor(frame.left - 20)} ${Math.floor(frame.top - 20)} ${Math.ceil(w)} ${Math.ceil(h)}`,
      width: Math.ceil(w),
      height: Math.ceil(h),
    }))
      root.setAttribute(name, value);
    const caption = svg("title");
    caption.textContent = clean(L2.store.title || "");
    root.append(
      caption,
      svg("rect", {
        x: Math.floor(frame.left - 20),
        y: Math.floor(frame.top - 20),
        width: Math.ceil(w),
        height: Math.ceil(h),
        fill: ink.canvas,
      }),
      edgeLayer,
      nodeLayer,
      textLayer,
    );
    return { root, w, h, text: new XMLSerializer().serializeToString(root) };
  }

  const saveSvg = () => save(drawing().text, "image/svg+xml", "svg");

  /** What the canvas shows, on its ground, at twice its size where that is possible. */
  function savePng() {
    const source = L2.graph.canvas();
    const sheet = document.createElement("canvas");
    const grow = Math.max(1, SCALE / (window.devicePixelRatio || 1));
    [sheet.width, sheet.height] = [Math.round(source.width * grow), Math.round(source.height * grow)];
    const pen = sheet.getContext("2d");
    pen.fillStyle = L2.graph.picture().ink.canvas;
    pen.fillRect(0, 0, sheet.width, sheet.height);
    const image = new Image();
    const url = URL.createObjectURL(new Blob([drawing().text], { type: "image/svg+xml" }));
    const finish = (draw) => {
      draw();
      URL.revokeObjectURL(url);
      sheet.toBlob((blob) => save(blob, "image/png", "png"), "image/png");
    };
    image.onload = () => {
      const scale = Math.min(sheet.width / image.width, sheet.height / image.height);
      const [w, h] = [image.width * scale, image.height * scale];
      finish(() => pen.drawImage(image, (sheet.width - w) / 2, (sheet.height - h) / 2, w, h));
    };
    image.onerror = () => finish(() => pen.drawImage(source, 0, 0, sheet.width, sheet.height));
    image.src = url;
  }

  // ---------------------------------------------------------------- tables and graphs

  const cell = (value) => {
    const text = String(value ?? "").replaceAll("\0", "\ufffd");
    const safe = FORMULAS.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const csv = (rows) => `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;

  /** The claims that the open view shows, in its order. */
  L2.shownClaims = () => {
    const { view } = L2.state.now;
    const { pass } = L2.filtered();
    const { C, contradictions = [], documents, kinds, saidBy } = L2.store;
    const all = () => Array.from(pass.keys()).filter((i) => pass[i]);
    if (view === "graph") {
      const { bundles, nodes, claimsOf = L2.store.claimsOf } = L2.scene;
      const drawn = [...bundles.values()].flatMap(({ claims }) => claims);
      const values = [...nodes].flatMap((n) => Array.from(claimsOf.of(n)).filter((i) => C.o[i] < 0 && pass[i]));
      return [...new Set([...drawn, ...values])].sort((a, b) => a - b);
    }
    if (view === "claims") return L2.tables.content("claims").rows;
    if (view === "predictions") return all().filter((i) => C.kind[i] === kinds.indexOf("prediction") && L2.hasOutcome(i));
    if (view === "contradictions")
      return [...new Set(contradictions.filter(([a, b]) => pass[a] || pass[b]).flatMap((pair) => pair.slice(0, 2)))];
    if (view === "speakers") return Array.from(saidBy.of(L2.shownSpeaker())).filter((i) => pass[i]);
    if (view === "text" && L2.reader.document >= 0) {
      const [from, to] = documents[L2.reader.document].claims ?? [0, 0];
      return all().filter((i) => i >= from && i < to);
    }
    return all();
  };

  const COLUMNS = [
    ["subject", (i) => W.label(L2.store.C.s[i])],
    ["property", (i) => W.property(i).name],
    ["object", (i) => W.object(i)],
    ["polarity", (i) => (L2.store.C.denied[i] ? "denied" : "affirmed")],
    ["kind", (i) => W.kind(L2.store.C, i)],
    ["certainty", (i) => W.certainty(L2.store.C, i)],
    ["fact", (i) => (L2.store.C.fact[i] ? "yes" : "no")],
    ["speaker", (i) => W.label(L2.store.C.by[i])],
    ["sort of speaker", (i) => L2.store.sorts[L2.store.C.sort[i]]],
    ["since", (i) => L2.store.string(L2.store.C.since[i])],
    ["until", (i) => L2.store.string(L2.store.C.until[i])],
    ["at", (i) => L2.store.string(L2.store.C.at[i])],
    ["outcome", (i) => L2.store.outcome(i) ?? ""],
    ["quote", (i) => W.evidence(i)],
    ["document", (i) => (L2.store.C.doc[i] >= 0 ? W.documentTitle(L2.store.C.doc[i]) : "")],
    ["address", (i) => L2.store.documents[L2.store.C.doc[i]]?.url ?? ""],
    ["claim", (i) => `${L2.store.base}claim/${L2.store.claimId(i)}`],
  ];

  function saveCsv() {
    const { view } = L2.state.now;
    if (view === "entities" || view === "statements") {
      const { heads, values } = L2.tables.content(view);
      save(csv([heads, ...values]), "text/csv;charset=utf-8", "csv");
    } else
      save(
        csv([COLUMNS.map(([name]) => name), ...L2.shownClaims().map((i) => COLUMNS.map(([, value]) => value(i)))]),
        "text/csv;charset=utf-8",
        "csv",
      );
  }

  function saveTurtle() {
    const { view } = L2.state.now;
    if (view === "statements") save(L2.toTurtle([], L2.tables.content(view).rows), "text/turtle;charset=utf-8", "ttl");
    else if (view === "entities") {
      const rows = L2.tables.content(view).rows;
      const some = new Set(rows);
      const { C } = L2.store;
      save(
        L2.toTurtle(
          L2.shownClaims().filter((i) => some.has(C.s[i]) && (C.o[i] < 0 || some.has(C.o[i]))),
          [],
          rows,
        ),
        "text/turtle;charset=utf-8",
        "ttl",
      );
    } else save(L2.toTurtle(L2.shownClaims(), [], view === "graph" ? [...L2.scene.nodes] : null), "text/turtle;charset=utf-8", "ttl");
  }

  async function copyLink() {
    try {
      await navigator.clipboard.writeText(window.location.href);
      L2.tell(t("copied"));
    } catch {
      L2.tell(t("notCopied"));
    }
  }

  L2.exports = {
    start() {
      const menu = byId("export-menu");
      const items = [
        ["exportPng", savePng],
        ["exportSvg", saveSvg],
        ["exportCsv", saveCsv],
        ["exportTurtle", saveTurtle],
        ["exportPrint", () => window.print()],
        ["exportLink", copyLink],
      ];
      const button = byId("export");
      const show = (open) => {
        menu.hidden = !open;
        button.setAttribute("aria-expanded", String(open));
      };
      const choose = (run) => {
        show(false);
        button.focus();
        run();
      };
      menu.append(
        ...items.map(([name, run]) =>
          el(
            "button",
            {
              type: "button",
              role: "menuitem",
              "data-export": name.slice(6).toLowerCase(),
              onclick: () => choose(run),
            },
            t(name),
          ),
        ),
      );
      button.addEventListener("click", () => {
        show(menu.hidden);
        if (!menu.hidden) menu.firstChild.focus();
      });
      menu.addEventListener("keydown", (event) => {
        const move = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
        if (move) (document.activeElement[move] ?? (event.key === "ArrowDown" ? menu.firstChild : menu.lastChild)).focus();
        else if (event.key === "Escape") {
          show(false);
          button.focus();
        } else return;
        event.preventDefault();
        event.stopPropagation();
      });
      document.addEventListener("pointerdown", (event) => !menu.hidden && !event.target.closest(".menu-box") && show(false));
    },
    /** Pictures are of the graph: only its view offers them. */
    update(state) {
      for (const name of ["png", "svg"]) byId("export-menu").querySelector(`[data-export="${name}"]`).hidden = state.view !== "graph";
    },
  };
})();
