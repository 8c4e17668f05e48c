"""`python -m benchmarks.serve [--seconds 60] [--clients 16] [--triples 200000] [-o FILE]`: latency and requests per second.

The clients are threads of one process of their own; they ask point questions, small tables and now and then a large one, and compare each
answer with the one that they know. First they ask what others have asked before them, then each question is one that nobody has asked yet.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import multiprocessing
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from pathlib import Path
from urllib.parse import quote

from benchmarks.marked import check_marked, write_marked

READY = re.compile(r"at http://127\.0\.0\.1:(\d+)/")
L2 = "https://w3id.org/l2graph/ontology#"
DATA = "https://w3id.org/l2graph/data/"
PER_CLAIM = 8  # triples
OFTEN = 500  # questions that are asked again and again
NUMBERS = count(1000)
SHAPES = {  # how often in a hundred, and the question; N is a number of an entity
    "point": (70, "SELECT ?name { <https://w3id.org/l2graph/data/entity/eN> rdfs:label ?name }"),
    "join": (
        25,
        "SELECT ?o ?by { ?claim rdf:subject <https://w3id.org/l2graph/data/entity/eN> ; rdf:object ?o ; l2:claimant ?by } ORDER BY ?o ?by",
    ),
    "large": (5, "SELECT ?claim ?s { ?claim rdf:predicate l2:memberOf ; rdf:subject ?s } ORDER BY ?claim LIMIT 1000 OFFSET <eN>"),
}


@dataclass
class Told:
    """What one client saw."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {shape: [] for shape in SHAPES})
    wrong: int = 0
    statuses: Counter[int] = field(default_factory=Counter)


def write_graph(file: Path, triples: int) -> int:
    """Write claims of our shape and return how many entities they are about."""
    claims = triples // PER_CLAIM
    entities = max(claims // 5, 10)
    with file.open("w", encoding="utf-8") as stream:
        for n in range(entities):
            stream.write(f'<{DATA}entity/e{n}> <http://www.w3.org/2000/01/rdf-schema#label> "Entity {n}" .\n')
        for n in range(claims):
            claim = f"<{DATA}claim/{n:016x}>"
            rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
            stream.write(f"{claim} <{rdf}type> <{L2}Claim> .\n{claim} <{rdf}subject> <{DATA}entity/e{n % entities}> .\n")
            stream.write(f"{claim} <{rdf}predicate> <{L2}{('memberOf', 'supplies', 'announced')[n % 3]}> .\n")
            stream.write(f"{claim} <{rdf}object> <{DATA}entity/e{(n * 7919 + 1) % entities}> .\n")
            stream.write(f"{claim} <{L2}claimant> <{DATA}entity/e{(n * 104729 + 3) % entities}> .\n")
            stream.write(
                f"{claim} <{L2}certainty> <{L2}Certain> .\n{claim} <{L2}polarity> <{L2}Positive> .\n{claim} <{L2}kind> <{L2}Assertion> .\n"
            )
    return entities


@contextlib.contextmanager
def serving(graph: Path, workers: int) -> Iterator[tuple[int, int]]:
    """Serve a graph; give the port and the process."""
    command = [sys.executable, "-m", "l2graph", "serve", str(graph), "--port", "0", "--workers", str(workers)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            line = process.stderr.readline()
            match = READY.search(line)
            if match is None:
                raise RuntimeError(f"the server did not start: {line}")
            yield int(match[1]), process.pid
        finally:
            process.terminate()


def ask(connection: http.client.HTTPConnection, shape: str, number: int) -> tuple[int, bytes]:
    query = SHAPES[shape][1].replace("<eN>", str(number)).replace("eN>", f"e{number}>")
    connection.request("GET", f"/sparql?query={quote(query)}", headers={"Accept": "application/sparql-results+json"})
    response = connection.getresponse()
    return response.status, response.read()


def client(port: int, number: int, fresh: int, until: float, told: Told, known: dict[tuple[str, int], bytes]) -> None:
    """Ask until it is time to stop; an answer that differs from the first one to the same question is wrong.

    With `fresh`, the number of entities, no question is asked twice as long as there are some left; without, the same come again and again.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    place = number * 7
    while time.monotonic() < until:
        place += 1
        turn = (place * 37) % 100
        shape = "point" if turn < SHAPES["point"][0] else "join" if turn < 100 - SHAPES["large"][0] else "large"
        often = 0 if shape == "large" else (place * 31) % OFTEN
        asked = (next(NUMBERS) * 7) % fresh if fresh else often
        start = time.perf_counter()
        try:
            status, body = ask(connection, shape, asked)
        except OSError:
            told.wrong += 1
            connection.close()
            continue
        told.seconds[shape].append(time.perf_counter() - start)
        told.statuses[status] += 1
        digest = sha256(body).digest()
        if status != 200 or known.setdefault((shape, asked), digest) != digest:
            told.wrong += 1


def drive(port: int, clients: int, fresh: int, seconds: float, answers: multiprocessing.Queue[list[Told]]) -> None:
    """Run the clients, in a process of their own."""
    known: dict[tuple[str, int], bytes] = {}
    told = [Told() for _ in range(clients)]
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=client, args=(port, n, fresh, until, told[n], known)) for n in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answers.put(told)


def resident(process: int) -> float:
    """Return the memory of a process and its children in MiB."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in (process, *map(int, children)))
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def measure(seconds: float, clients: int, triples: int, workers: int) -> str:
    """Run the benchmark and return what it found as a table."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder) / "claims.nt"
        entities = write_graph(graph, triples)
        with serving(graph, workers) as (port, process):
            found = [
                f"{heading}:\n\n" + _measure(port, process, seconds, clients, fresh)
                for heading, fresh in (("Questions that are asked again and again", 0), ("Questions that nobody asked before", entities))
            ]
    head = (
        f"{clients} clients for {seconds:g} s each, {triples:,} triples, {workers} workers, {os.cpu_count()} cores ({platform.machine()}) "
    )
    return head + f"of load {load:.1f} before, clients on the same machine.\n\n" + "\n".join(found)


def _measure(port: int, process: int, seconds: float, clients: int, fresh: int) -> str:
    answers: multiprocessing.Queue[list[Told]] = multiprocessing.Queue()
    warm = multiprocessing.Process(target=drive, args=(port, clients, fresh, min(5, seconds / 3), answers))
    warm.start()
    answers.get()
    warm.join()
    before, peak = resident(process), 0.0
    driver = multiprocessing.Process(target=drive, args=(port, clients, fresh, seconds, answers))
    driver.start()
    while driver.exitcode is None and answers.empty():
        peak = max(peak, resident(process))
        time.sleep(0.5)
    told = answers.get()
    driver.join()
    return report(told, seconds, (before, peak, resident(process)))


def report(told: list[Told], seconds: float, memory: tuple[float, float, float]) -> str:
    lines = [
        "| question | share | answers | p50 | p99 | longest |",
        "|---|---|---|---|---|---|",
    ]
    everything: list[float] = []
    for shape, (share, _) in SHAPES.items():
        found = sorted(second for one in told for second in one.seconds[shape])
        everything += found
        lines.append(f"| {shape} | {share} % | {_row(found)} |")
    statuses = sum((one.statuses for one in told), Counter())
    lines += [
        f"| all | 100 % | {_row(sorted(everything))} |",
        "",
        f"{len(everything) / seconds:,.0f} requests per second. Lost or wrong: {sum(one.wrong for one in told)}. "
        f"Statuses: {', '.join(f'{status}: {count:,}' for status, count in sorted(statuses.items()))}.",
        f"Memory of the server and its workers: {memory[0]:.0f} MiB before, at most {memory[1]:.0f}, {memory[2]:.0f} after.",
    ]
    return "\n".join(lines) + "\n"


def _row(found: list[float]) -> str:
    if not found:
        return "0 | – | – | –"
    p99 = found[min(int(len(found) * 0.99), len(found) - 1)]
    return f"{len(found):,} | {statistics.median(found) * 1000:.1f} ms | {p99 * 1000:.1f} ms | {found[-1] * 1000:.0f} ms"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--triples", type=int, default=200_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("-o", "--output", type=Path)
    options = parser.parse_args()
    check_marked(options.output, "figures")
    told = measure(options.seconds, options.clients, options.triples, options.workers)
    print(told, end="")
    if options.output:
        write_marked(options.output, "figures", told)
    return int(told.count("Lost or wrong: 0.") != 2)


if __name__ == "__main__":
    sys.exit(main())
