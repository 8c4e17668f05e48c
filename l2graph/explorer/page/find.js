"use strict";
/* Finding by name, whatever the case, accents, hyphens and a letter or two: words in, hits out, best first. */
(() => {
  const { L2 } = window;
  const LIMIT = 12;
  const ENOUGH = 4; // hits without a slip of the keyboard, from which on slips are not looked for
  const SENTENCES = 4;
  const STUBBORN = { ß: "ss", ø: "o", ł: "l", æ: "ae", œ: "oe", đ: "d", ı: "i" };

  /** Fold a name to lower-case words without accents or signs. */
  L2.fold = (text) =>
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[ßøłæœđı]/g, (letter) => STUBBORN[letter])
      .replace(/[^\p{L}\p{N}.]+|\.(?!\d)/gu, " ")
      .trim();
  const tight = (folded) => folded.replaceAll(" ", "");

  /** Which of 31 groups of letters a word has, as bits: two words that differ in more than a few are not alike. */
  function letters(word) {
    let bits = 0;
    for (let i = 0; i < word.length; i += 1) bits |= 1 << (word.charCodeAt(i) % 31);
    return bits;
  }
  function ones(bits) {
    let count = 0;
    for (let rest = bits; rest; rest &= rest - 1) count += 1;
    return count;
  }

  const slips = (word) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

  /** Count the slips (insertions, losses, changes, swaps of neighbours) between a word and the nearest beginning of another, up to a limit. */
  L2.slipsToPrefix = (word, other, limit) => {
    let before = [];
    let last = Array.from({ length: other.length + 1 }, (_, j) => j);
    for (let i = 1; i <= word.length; i += 1) {
      const row = [i];
      let least = i;
      for (let j = 1; j <= other.length; j += 1) {
        const same = word[i - 1] === other[j - 1];
        let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
        row.push(cost);
        if (cost < least) least = cost;
      }
      if (least > limit) return limit + 1;
      [before, last] = [last, row];
    }
    return Math.min(...last, limit + 1);
  };

  let index = null;
  /** All names with their folded forms, made at the first search or when the page is idle. */
  function names() {
    if (index) return index;
    index = [];
    const { E } = L2.store;
    const add = (n, name, alias) => {
      const folded = L2.fold(name);
      const words = folded.split(" ").filter(Boolean);
      index.push({ n, name, alias, folded, tight: tight(folded), words, bits: words.map(letters), tightBits: letters(tight(folded)) });
    };
    for (let n = 0; n < E.n; n += 1) {
      add(n, E.label[n], false);
      for (const name of E.names[n] || []) add(n, name, true);
    }
    return index;
  }
  /** Fold all names and values before somebody waits for it. */
  L2.prepareSearch = () => {
    names();
    allValues();
  };

  /** How well a name fits: 0 is best, 9 not at all. */
  function plainRank(entry, query) {
    if (entry.tight === query.tight) return 0;
    if (entry.folded.startsWith(query.folded)) return 1;
    if (entry.tight.startsWith(query.tight)) return 1.5;
    if (` ${entry.folded}`.includes(` ${query.folded}`)) return 2;
    if (query.words.every((word) => entry.words.some((other) => other.startsWith(word)))) return 2.5;
    if (entry.tight.includes(query.tight) && query.tight.length > 1) return 3;
    return 9;
  }

  function fuzzyRank(entry, query) {
    let sum = 0;
    for (let k = 0; k < query.words.length; k += 1) {
      const word = query.words[k];
      const limit = slips(word);
      let best = limit + 1;
      for (let j = 0; j < entry.words.length && best > 0; j += 1) {
        if (ones(query.bits[k] & ~entry.bits[j]) <= limit) best = Math.min(best, L2.slipsToPrefix(word, entry.words[j], limit));
      }
      if (best > limit) {
        sum = 9;
        break;
      }
      sum += best;
    }
    const limit = slips(query.tight);
    if (sum > limit && ones(query.tightBits & ~entry.tightBits) <= limit)
      sum = Math.min(sum, L2.slipsToPrefix(query.tight, entry.tight, limit) <= limit ? limit : 9);
    return sum < 9 ? 4 + sum : 9;
  }

  function parse(text) {
    const folded = L2.fold(text);
    const words = folded.split(" ").filter(Boolean);
    return { folded, tight: tight(folded), words, bits: words.map(letters), tightBits: letters(tight(folded)) };
  }

  /** The entities whose names fit, best first: [{n, name, rank}], name being the other name that fits better than the label. */
  L2.findEntities = (text, limit = LIMIT) => {
    const query = parse(text);
    if (!query.tight) return [];
    const weight = L2.store.E.claims;
    const best = new Map();
    const look = (rank) => {
      for (const entry of names()) {
        const fits = rank(entry, query) + (entry.alias ? 0.25 : 0);
        if (fits < 9 && fits < (best.get(entry.n)?.rank ?? 9))
          best.set(entry.n, { n: entry.n, name: entry.alias ? entry.name : "", rank: fits });
      }
    };
    look(plainRank);
    if (best.size < ENOUGH) look(fuzzyRank);
    return [...best.values()].sort((a, b) => a.rank - b.rank || weight[b.n] - weight[a.n] || a.n - b.n).slice(0, limit);
  };

  /** The two ends of a question such as "how are Sigma and Wetzlar connected?", "Sigma to Wetzlar"; null where it is none. */
  L2.parsePath = (text) => {
    const plain = text
      .replace(/^\s*(?:how|what|where|why)\s+(?:is|are|was|were|do|does|connects?|links?|relates?)\s+/i, "")
      .replace(/\s+(?:connected|related|linked|joined|associated|to do with each other|together)\s*\??\s*$/i, "")
      .replace(/\?\s*$/, "")
      .replace(/^path\s+(?:from|between)\s+/i, "");
    for (const joint of [
      /\s*(?:->|→|–>|>|↔|…)\s*/,
      /\s+(?:connected|related|linked)\s+(?:to|with)\s+/i,
      /\s+to\s+/i,
      /\s+(?:and|with|&)\s+/i,
    ]) {
      const parts = plain.split(joint);
      if (parts.length === 2 && parts.every((part) => part.trim())) {
        const [a, b] = parts.map((part) => L2.findEntities(part, 1)[0]);
        if (a && b && a.n !== b.n && a.rank <= 6 && b.rank <= 6) return [a.n, b.n];
      }
    }
    return null;
  };

  let values = null;
  function allValues() {
    if (values) return values;
    values = [];
    const { C } = L2.store;
    for (let i = 0; i < C.n; i += 1) if (C.o[i] < 0) values.push({ i, folded: ` ${L2.fold(L2.words.phrase(i))}` });
    return values;
  }

  /** Claims with a value (a date, a figure, a judgement) whose words all occur in the question. */
  L2.findValues = (text, limit = 4) => {
    const { words } = parse(text);
    if (!words.length) return [];
    const found = [];
    for (const { i, folded } of allValues()) {
      if (words.every((word) => folded.includes(` ${word}`))) found.push(i);
      if (found.length >= limit) break;
    }
    return found;
  };

  L2.findDocuments = (text, limit = 3) => {
    const { words } = parse(text);
    if (!words.length) return [];
    const fits = (about) => {
      const folded = ` ${L2.fold([about.title, about.publisher, about.author].filter(Boolean).join(" "))}`;
      return words.every((word) => folded.includes(` ${word}`));
    };
    return L2.store.documents
      .map((about, d) => (fits(about) ? d : -1))
      .filter((d) => d >= 0)
      .slice(0, limit);
  };

  let lowered = null; // the texts in small letters, where those keep their places
  const lower = (text) => (text.toLowerCase().length === text.length ? text.toLowerCase() : text);

  /** Statements whose sentence holds the words as they stand, over all texts. */
  L2.findSentences = (text, limit = SENTENCES) => {
    const wanted = text.trim().toLowerCase();
    if (wanted.length < 3) return [];
    const { T, documents } = L2.store;
    lowered ??= documents.map((about) => lower(about.text ?? ""));
    const found = new Set();
    for (let d = 0; d < documents.length && found.size < limit; d += 1) {
      const [from, to] = documents[d].statements ?? [0, 0];
      for (let at = lowered[d].indexOf(wanted); at >= 0 && found.size < limit; at = lowered[d].indexOf(wanted, at + 1))
        for (let i = from; i < to; i += 1) if (T.q0[i] <= at && at < T.q1[i]) found.add(i);
    }
    return [...found].slice(0, limit);
  };
})();
