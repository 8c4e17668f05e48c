"use strict";
/* The graph out of the page: base64 of gzip of JSON, in pieces, its columns of whole numbers as text (docs/explorer-data.md). */
(() => {
  const { L2 } = window;

  /** Wait until the browser has read more of the page. */
  const more = () =>
    new Promise((go) => {
      const watch = new MutationObserver(done);
      function done() {
        watch.disconnect();
        document.removeEventListener("DOMContentLoaded", done);
        go();
      }
      watch.observe(document.body, { childList: true });
      document.addEventListener("DOMContentLoaded", done);
    });

  /** The pieces of the packed graph, each when the browser has read all of it. */
  async function* pieces() {
    for (let k = 0; ; ) {
      const isWhole = document.readyState !== "loading";
      const found = document.getElementsByClassName("graph-data");
      for (const whole = isWhole ? found.length : found.length - 1; k < whole; k += 1) yield found[k].textContent; // more may come below it
      if (isWhole) return;
      await more();
    }
  }

  function bytesOf(letters) {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(letters);
    const text = atob(letters);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i); // `Uint8Array.from` takes a second for 10 MB
    return bytes;
  }

  /** Unpack the graph, each piece while the browser reads the next. */
  L2.unpack = async () => {
    const { readable, writable } = new DecompressionStream("gzip");
    const writer = writable.getWriter();
    const feed = async () => {
      for await (const letters of pieces()) await writer.write(bytesOf(letters));
      await writer.close();
    };
    const [text] = await Promise.all([new Response(readable).text(), feed()]);
    return JSON.parse(text);
  };

  /* How columns are written, as in l2graph/explorer/columns.py. */
  const [LAST, BEFORE] = [48, 93]; // the digits that end a number, and the others
  const STEPS = ["doc", "statement", "q0"];
  const BESIDE = { q1: "q0", e0: "q0", e1: "e0", s0: "e0", s1: "s0", o0: "e0", o1: "o0", to: "from" };

  /** The whole numbers of a text. */
  function numbersOf(text) {
    const numbers = new Int32Array(text.length);
    let [n, value, shift] = [0, 0, 0];
    for (let k = 0; k < text.length; k += 1) {
      const code = text.charCodeAt(k);
      if (code >= BEFORE) {
        value |= (code - BEFORE) << shift;
        shift += 5;
      } else {
        value |= (code - LAST) << shift;
        numbers[n] = value & 1 ? -((value + 1) >> 1) : value >> 1;
        n += 1;
        value = shift = 0;
      }
    }
    return numbers.slice(0, n);
  }

  const read = new WeakMap(); // table → its columns that have been read
  /** A column as a typed array, whether or not the table has it. */
  L2.column = (table, name, none) => {
    if (!read.has(table)) read.set(table, {});
    const done = read.get(table);
    done[name] ??= columnOf(table, name, none);
    return done[name];
  };

  function columnOf(table, name, none) {
    const written = table[name];
    if (!written) return none === 0 ? new Int32Array(table.n) : new Int32Array(table.n).fill(none);
    if (typeof written !== "string") return Int32Array.from(written);
    const numbers = numbersOf(written);
    const base = STEPS.includes(name) ? "" : BESIDE[name];
    if (STEPS.includes(name)) for (let i = 1; i < numbers.length; i += 1) numbers[i] += numbers[i - 1];
    else if (base && typeof table[base] === "string") {
      const beside = L2.column(table, base, 0);
      for (let i = 0; i < numbers.length; i += 1) numbers[i] += beside[i];
    }
    return numbers;
  }

  /** The mentions of a document: start, end and entity in turn. */
  L2.mentions = ({ mentions }) => {
    if (typeof mentions !== "string") return Int32Array.from(mentions ?? []);
    const numbers = numbersOf(mentions);
    for (let k = 0; k < numbers.length; k += 3) {
      if (k) numbers[k] += numbers[k - 3];
      numbers[k + 1] += numbers[k];
    }
    return numbers;
  };
})();
