"use strict";
/* Claims as Turtle, in the graph's own vocabulary and with its IRIs, so that what is exported can be read back as the same claims. */
(() => {
  const { L2 } = window;
  const ONTOLOGY = "https://w3id.org/l2graph/ontology#";
  const PREFIXES = {
    l2: ONTOLOGY,
    rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    rdfs: "http://www.w3.org/2000/01/rdf-schema#",
    owl: "http://www.w3.org/2002/07/owl#",
    xsd: "http://www.w3.org/2001/XMLSchema#",
    skos: "http://www.w3.org/2004/02/skos/core#",
    dcterms: "http://purl.org/dc/terms/",
    prov: "http://www.w3.org/ns/prov#",
    schema: "https://schema.org/",
    nif: "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
  };
  const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };

  /** A string as Turtle writes it; what RDF cannot hold, lone surrogates and NUL, becomes the replacement character. */
  const literal = (text) =>
    `"${text
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\0/g, "\ufffd")
      .replace(/[\\"\n\r\t]/g, (sign) => ESCAPES[sign])
      .replace(/[\u0001-\u001f\u007f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;
  const iri = (text) =>
    `<${text.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`)}>`;
  /** Percent-encode as Python's quote with nothing safe does. */
  const encode = (text) =>
    encodeURIComponent(text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")).replace(
      /[!'()*]/g,
      (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  const local = (name) => (/^[A-Za-z][\w-]*$/.test(name) ? `l2:${name}` : iri(ONTOLOGY + encode(name)));
  const capital = (word) => word[0].toUpperCase() + word.slice(1);

  function time(text) {
    const type = [
      [/^-?\d{4}$/, "gYear"],
      [/^-?\d{4}-\d\d$/, "gYearMonth"],
      [/^-?\d{4}-\d\d-\d\d$/, "date"],
    ].find(([form]) => form.test(text))?.[1];
    return type ? `${literal(text)}^^xsd:${type}` : literal(text);
  }

  /** Write the claims and statements with all that they refer to. */
  L2.toTurtle = (claims, statements = [], only = null) => {
    const { C, T, E, base, documents, properties, quantities = [], string } = L2.store;
    const out = [];
    const [usedEntities, usedDocuments, passages, usedQuantities] = [new Set(only ?? []), new Set(), new Map(), new Set()];
    const entity = (n) => {
      usedEntities.add(n);
      return iri(E.iri[n] || `${base}entity/${encode(E.key[n])}`);
    };
    const documentIri = (d) => {
      usedDocuments.add(d);
      return iri(`${base}document/${documents[d].id}`);
    };
    const points = (text) => {
      let n = 0;
      for (const _ of text) n += 1;
      return n;
    };
    const passage = (d, start, end) => {
      documentIri(d);
      const { text } = documents[d];
      const [from, length] = [points(text.slice(0, start)), points(text.slice(start, end))];
      const name = iri(`${base}document/${documents[d].id}#char=${from},${from + length}`);
      passages.set(name, { d, from, to: from + length, words: text.slice(start, end) });
      return name;
    };
    const object = (i) => {
      if (C.o[i] >= 0) return entity(C.o[i]);
      const [value, q] = [string(C.value[i]), C.quantity[i]];
      if (q >= 0) {
        usedQuantities.add(q);
        return iri(`${base}quantity/${encode(quantities[q][0])}`);
      }
      if (C.type[i] === 2) return value === "no" ? "false" : "true";
      return C.type[i] === 1 ? time(value) : literal(value);
    };
    const block = (subject, pairs) =>
      out.push(
        `${subject} ${pairs
          .filter(Boolean)
          .map(([p, o]) => `${p} ${o}`)
          .join(" ;\n    ")} .\n`,
      );
    const voice = (table, i) => [
      table.by[i] >= 0 && ["l2:claimant", entity(table.by[i])],
      table.via[i] >= 0 && ["l2:reportedBy", entity(table.via[i])],
      ["l2:certainty", `l2:${capital(L2.words.certainty(table, i))}`],
      ["l2:polarity", table.denied[i] ? "l2:Negative" : "l2:Positive"],
      ["l2:kind", `l2:${capital(L2.words.kind(table, i))}`],
    ];
    const property = (i) => (properties[C.p[i]].iri ? iri(properties[C.p[i]].iri) : local(properties[C.p[i]].name));
    const wanted = new Set(claims);
    const said = new Set(statements);

    for (const i of claims) {
      const triple = `${entity(C.s[i])} ${property(i)} ${object(i)}`;
      if (C.doc[i] < 0) {
        out.push(`${triple} .\n`);
        continue;
      }
      if (C.statement[i] >= 0) said.add(C.statement[i]);
      block(iri(`${base}claim/${L2.store.claimId(i)}`), [
        ["a", "l2:Claim"],
        ["rdf:subject", entity(C.s[i])],
        ["rdf:predicate", property(i)],
        ["rdf:object", object(i)],
        C.since[i] >= 0 && ["l2:validFrom", time(string(C.since[i]))],
        C.until[i] >= 0 && ["l2:validUntil", time(string(C.until[i]))],
        C.at[i] >= 0 && ["l2:atTime", time(string(C.at[i]))],
        ...voice(C, i),
        C.role[i] >= 0 && ["l2:role", literal(string(C.role[i]))],
        C.amount[i] >= 0 && ["l2:amount", literal(string(C.amount[i]))],
        C.confidence[i] >= 0 && ["l2:confidence", `"${C.confidence[i] / 1000}"^^xsd:decimal`],
        C.rule[i] >= 0 && ["l2:foundBy", literal(string(C.rule[i]))],
        C.statement[i] >= 0 && ["l2:statedIn", iri(`${base}statement/${L2.store.statementId(C.statement[i])}`)],
        C.s0[i] >= 0 && ["l2:subjectEvidence", passage(C.doc[i], C.s0[i], C.s1[i])],
        C.o0[i] >= 0 && ["l2:objectEvidence", passage(C.doc[i], C.o0[i], C.o1[i])],
        ["l2:evidence", passage(C.doc[i], C.e0[i], C.e1[i])],
        ...(L2.store.against.get(i) ?? [])
          .filter(({ claim }) => wanted.has(claim))
          .map(({ claim }) => ["l2:contradicts", iri(`${base}claim/${L2.store.claimId(claim)}`)]),
        ...(L2.store.does.get(i) ?? [])
          .filter(({ claim, what }) => !what.endsWith("By") && wanted.has(claim))
          .map(({ claim, what }) => [`l2:${what}`, iri(`${base}claim/${L2.store.claimId(claim)}`)]),
        ["prov:wasDerivedFrom", documentIri(C.doc[i])],
      ]);
      if (C.fact[i]) out.push(`${triple} .\n`);
    }
    for (const i of said)
      block(iri(`${base}statement/${L2.store.statementId(i)}`), [
        ["a", "l2:Statement"],
        ...(T.about[i] ?? []).map((n) => ["l2:mentions", entity(n)]),
        ...voice(T, i),
        ["l2:evidence", passage(T.doc[i], T.q0[i], T.q1[i])],
        ["prov:wasDerivedFrom", documentIri(T.doc[i])],
      ]);
    for (const [name, { d, from, to, words }] of passages)
      block(name, [
        ["a", "nif:Phrase"],
        ["nif:anchorOf", literal(words)],
        ["nif:beginIndex", `"${from}"^^xsd:nonNegativeInteger`],
        ["nif:endIndex", `"${to}"^^xsd:nonNegativeInteger`],
        ["nif:referenceContext", documentIri(d)],
      ]);
    for (const q of usedQuantities) {
      const [slug, label, unit, numbers] = quantities[q];
      const names = numbers.length > 1 ? ["l2:minimum", "l2:maximum"] : ["l2:value"];
      block(iri(`${base}quantity/${encode(slug)}`), [
        ["a", "l2:Quantity"],
        ["rdfs:label", literal(label)],
        ["l2:unit", literal(unit)],
        ...names.map((name, k) => [name, `"${numbers[k]}"^^xsd:decimal`]),
      ]);
    }
    for (const d of usedDocuments) {
      const about = documents[d];
      block(documentIri(d), [
        ["a", "l2:Document, nif:Context"],
        about.title && ["dcterms:title", literal(about.title)],
        about.date && ["dcterms:date", time(about.date)],
        about.publisher && ["l2:publisherName", literal(about.publisher)],
        about.author && ["l2:author", literal(about.author)],
        about.url && ["schema:url", `${literal(about.url)}^^xsd:anyURI`],
      ]);
    }
    for (const n of usedEntities)
      block(entity(n), [
        ["a", local(L2.words.cls(n).name || "Agent")],
        ["rdfs:label", literal(E.label[n])],
        ...(E.names[n] || []).map((name) => ["skos:altLabel", literal(name)]),
        E.same[n] && L2.safeUrl(E.same[n]) && ["owl:sameAs", iri(E.same[n])],
      ]);
    return `${Object.entries(PREFIXES)
      .map(([name, space]) => `@prefix ${name}: <${space}> .\n`)
      .join("")}\n${out.join("\n")}`;
  };
})();
