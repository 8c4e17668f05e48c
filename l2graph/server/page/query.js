// The query page: Yasgui on this server's /sparql, the ready questions beside it; nothing is fetched from anywhere else.
"use strict";

const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const FIRST = "SELECT ?name ?class {\n  ?thing a ?class ; rdfs:label ?name .\n} LIMIT 25";

const NAMED = "<http://www.w3.org/2000/01/rdf-schema#label>|<http://www.w3.org/2004/02/skos/core#altLabel>";

function literal(words) {
  return `"${words.replace(/[\\"\n\r\t]/g, (sign) => ESCAPES[sign])}"`;
}

// A parameter is a variable of the query; words are bound to it by VALUES, so that they stay words. One that stands for a thing is
// found by any of its names, in any case.
function bind(question, values) {
  const names = Object.keys(values);
  if (!names.length) return question.sparql;
  const things = new Set(question.parameters.filter((parameter) => parameter.thing).map((parameter) => parameter.name));
  const rows = names
    .map((name) => {
      const words = literal(values[name]);
      return things.has(name)
        ? `?${name} ${NAMED} ?${name}_name FILTER (LCASE(STR(?${name}_name)) = LCASE(${words}))`
        : `VALUES ?${name} { ${words} }`;
    })
    .join(" ");
  const open = question.sparql.search(/\{/);
  return `${question.sparql.slice(0, open + 1)}\n  ${rows}${question.sparql.slice(open + 1)}`;
}

function withPrefixes(sparql, prefixes) {
  const missing = Object.entries(prefixes).filter(
    ([prefix]) => new RegExp(`(^|[^\\w])${prefix}:`).test(sparql) && !new RegExp(`PREFIX\\s+${prefix}:`, "i").test(sparql),
  );
  return missing.map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}>\n`).join("") + sparql;
}

async function terms(kind) {
  const query =
    kind === "class"
      ? "SELECT DISTINCT ?term { ?s a ?term } ORDER BY ?term LIMIT 1000"
      : "SELECT DISTINCT ?term { ?s ?term ?o } ORDER BY ?term LIMIT 1000";
  const answer = await fetch(`/sparql?query=${encodeURIComponent(query)}`, { headers: { Accept: "text/csv" } });
  return answer.ok ? (await answer.text()).split(/\r?\n/).slice(1).filter(Boolean) : [];
}

// What is offered while one writes comes from this graph, where Yasgui would ask catalogues elsewhere.
function complete(Yasqe, prefixes) {
  const cached = {};
  const { Autocompleters } = Yasqe;
  for (const kind of ["class", "property"]) {
    Autocompleters[kind].get = async (_yasqe, token) => {
      cached[kind] ??= terms(kind);
      const begun = token?.autocompletionString ?? "";
      return (await cached[kind]).filter((term) => term.startsWith(begun)).slice(0, 50);
    };
  }
  Object.assign(Autocompleters.prefixes, {
    get: async () => Object.entries(prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`),
    persistenceId: undefined,
  });
}

async function start() {
  const { prefixes, questions } = await (await fetch("/query/questions.json")).json();
  const { Yasgui } = window;
  complete(Yasgui.Yasqe, prefixes);
  const options = {
    requestConfig: { endpoint: "/sparql", method: "POST" },
    yasqe: { value: withPrefixes(FIRST, prefixes), showQueryButton: true },
    copyEndpointOnNewTab: false,
  };
  const yasgui = new Yasgui(document.getElementById("yasgui"), options);

  const select = document.getElementById("question");
  const form = document.getElementById("ready");
  const slots = document.getElementById("parameters");
  for (const question of questions) select.append(new Option(question.title, question.name));
  const chosen = () => questions.find((question) => question.name === select.value);
  const show = (question) => {
    const inputs = [...slots.querySelectorAll("input")];
    const values = Object.fromEntries(inputs.map((input) => [input.name, input.value]));
    yasgui
      .getTab()
      .getYasqe()
      .setValue(withPrefixes(bind(question, values), prefixes));
  };
  select.addEventListener("change", () => {
    const question = chosen();
    slots.replaceChildren();
    for (const parameter of question?.parameters ?? []) {
      const label = document.createElement("label");
      const input = document.createElement("input");
      input.name = parameter.name;
      input.placeholder = parameter.about;
      input.required = true;
      label.append(`${parameter.name} `, input);
      slots.append(label);
    }
    form.querySelector("button").hidden = !question;
    if (question && !question.parameters.length) show(question);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const question = chosen();
    if (!question) return;
    show(question);
    yasgui.getTab().query();
  });
  window.L2 = { yasgui };
  document.documentElement.dataset.ready = "";
}

start();
