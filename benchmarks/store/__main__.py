"""Measure loading, asking and serialising beside rdflib in memory and bare pyoxigraph, in one run.

    python -m benchmarks.store [--sizes 200000 2000000] [--repeats 5] [--patience 120] [--no-rdflib-at 2000000] [-o docs/store-speed.md]

The graphs are of our own shape (`synthetic.py`), each a Turtle file of what all documents say together. Loading is from that file into
memory; a question is asked until its last row is there; serialising is to N-Triples. Times are medians, in seconds; what rdflib has not
done within the patience counts as that long. The last line is a point question asked of a store on disk by a fresh `l2graph query`.
"""

from __future__ import annotations

import argparse
import io
import math
import multiprocessing
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import pyoxigraph as ox  # noqa: E402

from benchmarks.marked import check_marked, write_marked  # noqa: E402
from benchmarks.store.synthetic import documents_for, make_graphs  # noqa: E402
from l2graph.model import KnowledgeGraph  # noqa: E402
from l2graph.rdf import to_quads  # noqa: E402
from l2graph.store import Options, Store  # noqa: E402
from l2graph.store.folder import writing  # noqa: E402
from l2graph.vocabulary import PREFIXES  # noqa: E402

QUESTIONS = {
    "join": """SELECT ?alliance (COUNT(DISTINCT ?camera) AS ?cameras) {
        ?company l2:memberOf ?alliance . ?camera l2:manufacturedBy ?company . ?company l2:announced ?camera } GROUP BY ?alliance""",
    "OPTIONAL": """SELECT ?label (COUNT(?claim) AS ?claims) (MIN(?when) AS ?first) {
        ?a a l2:Alliance ; rdfs:label ?label . ?claim rdf:object ?a ; rdf:predicate l2:memberOf
        OPTIONAL { ?claim l2:validFrom ?when . ?claim l2:certainty l2:Certain } } GROUP BY ?label""",
    "aggregate": """SELECT ?property ?certainty (COUNT(*) AS ?claims) {
        ?claim a l2:Claim ; rdf:predicate ?property ; l2:certainty ?certainty } GROUP BY ?property ?certainty""",
    "path": """SELECT (COUNT(DISTINCT ?other) AS ?others) {
        { SELECT ?start { ?start a l2:Company ; rdfs:label ?label } ORDER BY ?label LIMIT 5 }
        ?start (l2:collaboratesWith|^l2:collaboratesWith)+ ?other }""",
    "regex": """SELECT ?class (COUNT(DISTINCT ?x) AS ?things) {
        ?x a ?class ; rdfs:label ?label FILTER (REGEX(?label, "^bel.*(an|or)$", "i")) } GROUP BY ?class""",
}
POINT = "SELECT ?property ?object { <https://w3id.org/l2graph/data/entity/%s> ?property ?object }"
STEPS = ("load", *QUESTIONS, "serialise")
TIMES_RDFLIB, TIMES_BARE, POINT_S = 20, 1.15, 0.6  # what is asked


@dataclass
class Column:
    """How one of the three does a step: it gets what loading made."""

    name: str
    load: Callable[[Path], Any]
    ask: Callable[[Any, str], int]
    serialise: Callable[[Any], int]

    def step(self, name: str, path: Path, loaded: Any) -> Callable[[], Any]:
        if name == "load":
            return lambda: self.load(path)
        if name == "serialise":
            return lambda: self.serialise(loaded)
        return lambda: self.ask(loaded, QUESTIONS[name])


def columns() -> tuple[Column, Column, Column]:
    def bare_load(path: Path) -> ox.Store:
        store = ox.Store()
        store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
        return store

    def bare_ask(store: ox.Store, question: str) -> int:
        return len([tuple(row) for row in store.query(question, prefixes=PREFIXES)])  # type: ignore[union-attr,arg-type]

    def bare_serialise(store: ox.Store) -> int:
        stream = io.BytesIO()
        store.dump(stream, format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
        return len(stream.getvalue())

    def ours_serialise(store: Store) -> int:
        stream = io.BytesIO()
        store.dump(stream, "nt")
        return len(stream.getvalue())

    def rdflib_load(path: Path) -> Any:
        import rdflib

        return rdflib.Graph().parse(path, format="turtle")

    return (
        Column("l2graph", Store.load, lambda store, question: len(store.query(question).rows), ours_serialise),
        Column("pyoxigraph", bare_load, bare_ask, bare_serialise),
        Column("rdflib", rdflib_load, lambda g, question: len(list(g.query(question))), lambda g: len(g.serialize(format="nt"))),
    )


def make_files(folder: Path, triples: int) -> tuple[Path, Path, int, str]:
    """Write the graph as Turtle and as a store; return both, how many triples they hold, and a company's key."""
    quads = folder / "graph.nq"
    some = ""
    with quads.open("wb") as stream:
        for graph in make_graphs(documents_for(triples)):
            stream.write(ox.serialize(to_quads(KnowledgeGraph((graph,))), format=ox.RdfFormat.N_QUADS) or b"")
            some = next(claim.subject for claim in graph.claims if claim.predicate == "memberOf")
    store = Store.load(quads)
    path = folder / "graph.ttl"
    with path.open("wb") as stream:
        store.dump(stream, "ttl")
    flat = folder / "graph.nt"
    with flat.open("wb") as stream:
        store.dump(stream, "nt")
    size = sum(1 for _ in flat.open("rb"))
    on_disk = folder / "graph.l2g"
    with writing(on_disk, Options()) as writer:
        writer.change(lambda graph, books: [graph.bulk_load(path=str(quads)), graph.bulk_load(path=str(flat))])
    return path, on_disk, size, some


def measure(path: Path, repeats: int, patience: float, with_rdflib: bool) -> dict[str, dict[str, float]]:
    """Return the median seconds of each step by column; ours and bare ones take turns, so that the machine's moods hit both."""
    ours, bare, slow = columns()
    found: dict[str, dict[str, float]] = {step: {} for step in STEPS}
    loaded = {column.name: column.load(path) for column in (ours, bare)}
    for step in STEPS:
        taken: dict[str, list[float]] = {ours.name: [], bare.name: []}
        results = set()
        for turn in range(repeats):
            for column in (ours, bare) if turn % 2 else (bare, ours):
                begun = time.perf_counter()
                result = column.step(step, path, loaded[column.name])()
                taken[column.name].append(time.perf_counter() - begun)
                results.add(0 if step == "load" else result)
                del result
        assert len(results) == 1, f"{step}: l2graph and pyoxigraph answer differently"
        found[step] = {name: statistics.median(seconds) for name, seconds in taken.items()}
        note(f"{step}: {found[step]}")
    del loaded
    if with_rdflib:
        begun = time.perf_counter()
        graph = slow.load(path)
        found["load"][slow.name] = time.perf_counter() - begun
        for step in STEPS[1:]:
            found[step][slow.name] = timed_apart(slow.step(step, path, graph), patience)
            note(f"rdflib, {step}: {found[step][slow.name]:.2f}")
    return found


def timed_apart(act: Callable[[], Any], patience: float) -> float:
    """Return how long something takes in a process of its own, which is ended when it takes longer than the patience."""
    context = multiprocessing.get_context("fork")
    begun = time.perf_counter()
    child = context.Process(target=act)
    child.start()
    child.join(patience)
    taken = time.perf_counter() - begun
    if child.is_alive():
        child.kill()
        child.join()
        return patience
    return taken


def ask_cold(store: Path, key: str, repeats: int) -> float:
    """Return the median seconds of a point question by a fresh process."""
    command = [sys.executable, "-m", "l2graph", "query", str(store), POINT % key]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    taken = []
    for _ in range(repeats):
        begun = time.perf_counter()
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        taken.append(time.perf_counter() - begun)
        assert "rdfs:label" in done.stdout
    return statistics.median(taken)


def report(size: int, found: dict[str, dict[str, float]], cold: float, patience: float) -> Iterator[str]:
    """Yield the lines of a table."""
    yield f"## {size:,} triples"
    yield ""
    yield "| step | l2graph, s | pyoxigraph, s | rdflib, s | rdflib / l2graph | l2graph / pyoxigraph |"
    yield "|---|---|---|---|---|---|"
    for step, seconds in found.items():
        ours, bare, slow = seconds["l2graph"], seconds["pyoxigraph"], seconds.get("rdflib")
        told = "not run" if slow is None else f"over {patience:g}" if slow >= patience and step != "load" else f"{slow:.3f}"
        times = "" if slow is None else f"{'over ' if told.startswith('over') else ''}{slow / ours:.0f}"
        yield f"| {step} | {ours:.4f} | {bare:.4f} | {told} | {times} | {ours / bare:.2f} |"
    with_rdflib = [seconds["rdflib"] / seconds["l2graph"] for seconds in found.values() if "rdflib" in seconds]
    beside_bare = mean([seconds["l2graph"] / seconds["pyoxigraph"] for seconds in found.values()])
    times = f"{mean(with_rdflib):.0f}" if with_rdflib else "not run"
    yield f"| geometric mean (asked: at least {TIMES_RDFLIB}, at most {TIMES_BARE}) | | | | {times} | {beside_bare:.2f} |"
    yield ""
    yield f"A point question by a fresh `l2graph query` on the store: {cold:.2f} s (asked at 2,000,000: under {POINT_S})."
    yield ""


def mean(ratios: list[float]) -> float:
    return math.exp(sum(map(math.log, ratios)) / len(ratios))


def note(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[200_000, 2_000_000])
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--patience", type=float, default=120.0)
    parser.add_argument("--no-rdflib-at", type=int, default=2_000_000, help="Leave rdflib out from this size on: loading takes minutes.")
    parser.add_argument("-o", "--output", type=Path)
    arguments = parser.parse_args()
    check_marked(arguments.output, "speed")
    lines = [
        f"`python -m benchmarks.store`, {platform.machine()}, {os.cpu_count()} cores of load {os.getloadavg()[0]:.1f} before, Python",
        "",
    ]
    lines[0] += f" {platform.python_version()}, pyoxigraph {ox.__version__}. Medians of {arguments.repeats}; all of a table in one run."
    for triples in arguments.sizes:
        with tempfile.TemporaryDirectory() as name:
            path, store, size, key = make_files(Path(name), triples)
            note(f"{size:,} triples")
            found = measure(path, arguments.repeats, arguments.patience, triples < arguments.no_rdflib_at)
            lines += report(size, found, ask_cold(store, key, arguments.repeats), arguments.patience)
    text = "\n".join(lines).rstrip() + "\n"
    print(text)
    if arguments.output:
        write_marked(arguments.output, "speed", text)


if __name__ == "__main__":
    main()
