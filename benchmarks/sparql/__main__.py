"""`python -m benchmarks.sparql [-o FILE]`: run the suite over HTTP and beside it on bare pyoxigraph, and list every failure."""

from __future__ import annotations

import argparse
import contextlib
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from benchmarks.sparql.comparing import GRAPHS, as_dataset, read_expected, same, same_csv
from benchmarks.sparql.exchanges import run_exchanges
from benchmarks.sparql.manifests import Suite, Test
from benchmarks.sparql.subjects import Bare, Failed, Served, Subject, quads_of, served

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "sparql" / "sparql11"
AREAS = {
    "query": (
        *("aggregates", "bind", "bindings", "cast", "construct", "exists", "functions", "grouping", "negation"),
        *("project-expression", "property-path", "subquery"),
    ),
    "query syntax": ("syntax-query",),
    "update": (
        *("add", "basic-update", "clear", "copy", "delete", "delete-data", "delete-insert", "delete-where", "drop", "move"),
        "update-silent",
    ),
    "update syntax": ("syntax-update-1", "syntax-update-2"),
    "results": ("csv-tsv-res", "json-res"),
    "federation": ("syntax-fed", "service"),
    "entailment": ("entailment",),
    "protocol": ("protocol",),
    "graph store": ("graph-store-protocol",),
    "service description": ("service-description",),
}
ORDERED = re.compile(r"\bORDER\s+BY\b", re.IGNORECASE)
PASSED, FAILED, REFUSED, NONE = "passed", "failed", "refused", "–"


@dataclass(frozen=True)
class Outcome:
    """How a test went."""

    test: Test
    area: str
    served: str
    bare: str
    reason: str = ""
    bare_reason: str = ""


def run(suite: Suite, server: Served, areas: tuple[str, ...] = tuple(AREAS)) -> Iterator[Outcome]:
    """Yield how each test goes."""
    bare = Bare()
    for area in areas:
        for test in suite.tests(AREAS[area]):
            told, reason = attempt(suite, test, server)
            if test.exchanges or test.kind == "ServiceDescriptionTest":
                yield Outcome(test, area, told, NONE, reason)
            else:
                bare_told, bare_reason = attempt(suite, test, bare)
                yield Outcome(test, area, told, bare_told, reason, bare_reason)


def attempt(suite: Suite, test: Test, subject: Subject) -> tuple[str, str]:
    """Run one test and return how it went, and why."""
    try:
        reason = KINDS[test.kind](suite, test, subject)
    except Failed as error:
        return (REFUSED if error.kind == "refused" else FAILED), str(error)
    except Exception as error:  # of the comparison; a suite goes on
        return FAILED, f"{type(error).__name__}: {error}"
    return (FAILED, reason) if reason else (PASSED, "")


def evaluate_query(suite: Suite, test: Test, subject: Subject) -> str:
    subject.load(suite, test.data)
    text, suffix = suite.text(test.request), suite.file(test.result).suffix
    found = subject.query(text, test.request, suffix)
    if isinstance(found, bytes):
        expected = suite.file(test.result).read_bytes()
        return "" if same_csv(found, expected) else f"other CSV: {found.decode()!r}"
    ordered = bool(ORDERED.search(text)) and suffix in (".srx", ".srj")
    return "" if same(found, read_expected(suite.file(test.result), test.result), ordered=ordered) else f"another answer: {found}"


def evaluate_update(suite: Suite, test: Test, subject: Subject) -> str:
    subject.load(suite, test.data)
    subject.update(suite.text(test.request), test.request)
    return "" if same(subject.dataset(), as_dataset(quads_of(suite, test.after))) else "another dataset"


def query_is_read(suite: Suite, test: Test, subject: Subject) -> str:
    subject.query(suite.text(test.request), test.request, ".srj")
    return ""


def query_is_refused(suite: Suite, test: Test, subject: Subject) -> str:
    return _is_refused(lambda: subject.query(suite.text(test.request), test.request, ".srj"))


def update_is_read(suite: Suite, test: Test, subject: Subject) -> str:
    try:
        subject.update(suite.text(test.request), test.request)
    except Failed as error:
        if error.kind in ("syntax", "refused"):
            raise
    return ""  # what it would do to data that are not there is no matter of syntax


def update_is_refused(suite: Suite, test: Test, subject: Subject) -> str:
    return _is_refused(lambda: subject.update(suite.text(test.request), test.request))


def _is_refused(call: Callable[[], object]) -> str:
    try:
        call()
    except Failed as error:
        if error.kind == "refused":
            raise
        return "" if error.kind == "syntax" else f"not told as an error of syntax: {error}"
    return "taken, though it is no SPARQL"


def exchange(suite: Suite, test: Test, subject: Subject) -> str:
    assert isinstance(subject, Served)
    subject.load(suite, test.data)
    return run_exchanges(subject, test)


def describe(suite: Suite, test: Test, subject: Subject) -> str:
    assert isinstance(subject, Served)
    status, headers, body = subject.send("GET", "/sparql", headers={"Accept": "text/turtle"})
    if status != 200 or not headers["content-type"].startswith("text/turtle"):
        return f"status {status}, {headers['content-type']}"
    triples = list(ox.parse(body, format=GRAPHS[".ttl"]))
    sd = "http://www.w3.org/ns/sparql-service-description#"
    endpoint = ox.NamedNode(f"http://127.0.0.1:{subject.port}/sparql")
    services = [q.subject for q in triples if q.object == ox.NamedNode(sd + "Service")]
    if test.name == "has-endpoint-triple":
        return "" if any(q.predicate.value == sd + "endpoint" and q.object == endpoint for q in triples) else "no sd:endpoint"
    return "" if len(services) == 1 else f"{len(services)} services"


KINDS: dict[str, Callable[[Suite, Test, Subject], str]] = {
    "QueryEvaluationTest": evaluate_query,
    "CSVResultFormatTest": evaluate_query,
    "UpdateEvaluationTest": evaluate_update,
    "PositiveSyntaxTest11": query_is_read,
    "NegativeSyntaxTest11": query_is_refused,
    "PositiveUpdateSyntaxTest11": update_is_read,
    "NegativeUpdateSyntaxTest11": update_is_refused,
    "ProtocolTest": exchange,
    "GraphStoreProtocolTest": exchange,
    "ServiceDescriptionTest": describe,
}


def report(outcomes: list[Outcome]) -> str:
    """Return a table, and every test that did not pass with its reason."""
    heads = ("area", "tests", "over HTTP: passed", "refused by design", "failed", "pyoxigraph: passed", "only pyoxigraph passes")
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for area in [*dict.fromkeys(outcome.area for outcome in outcomes), "all"]:
        those = [outcome for outcome in outcomes if area in (outcome.area, "all")]
        told, bare = Counter(o.served for o in those), Counter(o.bare for o in those)
        worse = sum(o.bare == PASSED and o.served == FAILED for o in those)
        bare_passed = bare[PASSED] if bare[NONE] < len(those) else NONE
        lines.append(f"| {area} | {len(those)} | {told[PASSED]} | {told[REFUSED]} | {told[FAILED]} | {bare_passed} | {worse} |")
    lines += ["", "Not passed over HTTP:", ""]
    for o in outcomes:
        if o.served != PASSED:
            reason = " ".join(o.reason.split())[:200].replace("|", "\\|").replace("<", "&lt;")
            lines.append(f"- {o.test.group}/{o.test.name}: {o.served}; pyoxigraph: {o.bare}. {reason}")
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--suite", type=Path, default=FOLDER, help="the folder sparql11 of the W3C's tests")
    parser.add_argument("--areas", nargs="*", choices=AREAS, default=list(AREAS))
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    if not options.suite.is_dir():
        print(f"{options.suite}: not there; name the folder of the tests with --suite", file=sys.stderr)
        return 1
    with served() as server:
        outcomes = list(run(Suite(options.suite), server, tuple(options.areas)))
    told = report(outcomes)
    print(told, end="")
    if options.output:
        options.output.write_text(INTRODUCTION + told, "utf-8")
    return int(any(o.bare == PASSED and o.served == FAILED for o in outcomes))


INTRODUCTION = """# SPARQL 1.1: the W3C's tests

`python -m benchmarks.sparql -o docs/sparql-suite.md` runs the tests of the W3C's SPARQL Working Group over HTTP against `l2graph serve`
with a store of its own, and those of queries and updates beside it on pyoxigraph, called straight. *Refused by design* are `SERVICE` and
`LOAD`, which would leave the machine; reasoning (entailment regimes) is not offered.

"""

if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main())
