"""Measure the page of a graph in headless Chromium, beside pyvis's own page of the same graph, in the same run.

    python -m benchmarks.explorer [--sizes 200 2000 10000] [--patience 60] [--no-stock] [-o docs/explorer-speed.md]

Each page is opened from the disk by a browser of its own, with the network cut. Times are from the start of the navigation, in
seconds, or from the user's act to the frame that shows the answer, in milliseconds; of what is done several times, the median.
The figures take the place of those between the markers of the file, whose other words stay.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.explorer.graphs import make_graph  # noqa: E402
from benchmarks.explorer.stock import stock_page  # noqa: E402
from benchmarks.marked import check_marked, write_marked  # noqa: E402
from l2graph.exports.html import unpack, write_html  # noqa: E402

SIZES = (200, 2_000, 10_000)
OURS, STOCK = "l2graph", "pyvis"
FIGURES = "figures"  # the markers of the page, between which they go
WORK = "TaskDuration"  # Chromium's name for the time that the page's main thread has been at work
REST_MS = 300  # between two acts: each is asked of a page that rests
LARGEST_STOCK = 2_000  # entities: a page of pyvis's own with 10,000 holds its browser for minutes, and does not even let it be closed
PATIENCE_S = 60  # for pyvis's own page; with two sizes and two such pages each, the whole takes less than ten minutes
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--enable-precise-memory-info"]
# In the page: when the first frame with ink on a canvas was there (looked at on a small copy, so that looking costs little), when the
# page said that it answers, and when the nodes had stopped moving.
PROBE = """(() => {
    const small = document.createElement('canvas');
    small.width = small.height = 48;
    const pen = small.getContext('2d', { willReadFrequently: true });
    const hasInk = (canvas) => {
        pen.clearRect(0, 0, 48, 48);
        pen.drawImage(canvas, 0, 0, 48, 48);
        return pen.getImageData(0, 0, 48, 48).data.some((value, place) => place % 4 === 3 && value > 8);
    };
    const look = () => {
        const canvas = document.querySelector('canvas');
        if (canvas && canvas.width && canvas.height && hasInk(canvas)) window.paintedAt = performance.now();
        else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    let before = '', since = 0;
    const watch = () => {
        const network = window.network ?? window.L2?.network;
        const now = network ? JSON.stringify(Object.values(network.getPositions()).slice(0, 60)) : '';
        if (window.paintedAt && now.length > 2 && now === before) window.stillAt = since;
        else setTimeout(watch, 300);
        if (now !== before) [before, since] = [now, performance.now()];
    };
    watch();
    new MutationObserver(() => {
        if (!window.readyAt && document.documentElement?.dataset.ready) window.readyAt = performance.now();
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-ready'] });
})();"""
# An act and the frame that shows its answer.
ACT = """async () => {
    const start = performance.now();
    %s
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    return performance.now() - start;
}"""
TYPE = "const s = document.getElementById('search'); s.focus(); s.value = %s; s.dispatchEvent(new Event('input', { bubbles: true }));"
TICK = "document.querySelectorAll('[data-facet=%s][data-option]')[%d].click();"
# The names on the canvas: how many are written, and how many of them can be read, being large enough and covering no other.
NAMES = """() => {
    const network = window.network ?? window.L2?.network;
    const least = 9 / network.getScale();
    const names = window.L2?.graph.names().map((box) => ({ ...box, large: box.type >= least })) ?? Object.values(network.body.nodes)
        .filter(({ labelModule: l }) => l?.elementOptions?.label?.trim() && l.size.width > 0)
        .map(({ labelModule: { size: s, fontOptions: f } }) =>
            ({ left: s.left, right: s.left + s.width, top: s.top, bottom: s.top + s.height, large: f.size >= least }));
    const covers = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    return [names.filter((a) => a.large && !names.some((b) => b !== a && covers(a, b))).length, names.length];
}"""


@dataclass(slots=True)
class Figures:
    """What is measured of one page; None for what did not come within the patience."""

    entities: int
    page: str
    bytes: int
    made_s: float
    painted_s: float | None = None
    ready_s: float | None = None
    still_s: float | None = None
    names: tuple[int, int] | None = None  # that can be read, of how many that are written
    search_ms: float | None = None
    filter_ms: float | None = None
    filter_work_ms: float | None = None
    expand_ms: float | None = None
    memory_mb: float | None = None


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--patience", type=float, default=PATIENCE_S, help="seconds to wait for pyvis's own page")
    parser.add_argument("--no-stock", action="store_true", help="leave pyvis's own page out")
    parser.add_argument("-o", "--output", type=Path, help="a Markdown file for the table")
    options = parser.parse_args()
    check_marked(options.output, FIGURES)
    rows: list[Figures] = []
    busy = [os.getloadavg()[0]]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        for size in options.sizes:
            graph = make_graph(size)
            rows.append(measure(lambda graph=graph: write_html(graph), size, OURS, path, patience=60))
            print(line(rows[-1]), flush=True)
            if options.no_stock or size > LARGEST_STOCK:
                continue
            data = page_data_of(path)
            for name, placed in ((STOCK, False), (f"{STOCK}, our places, no physics", True)):
                make = partial(stock_page, data, placed=placed)
                rows.append(measure(make, size, name, path, patience=options.patience))
                print(line(rows[-1]), flush=True)
    busy.append(os.getloadavg()[0])
    if options.output:
        write_marked(options.output, FIGURES, report(rows, options.patience, busy))


def page_data_of(path: Path) -> Any:
    """Return the data that a page of ours carries."""
    pieces = path.read_text("utf-8").split('class="graph-data">')[1:]
    return unpack("".join(piece.partition("<")[0] for piece in pieces))


def measure(make: Callable[[], bytes], size: int, name: str, path: Path, *, patience: float) -> Figures:
    """Make a page, open it, and measure what it does."""
    from playwright.sync_api import Error, sync_playwright

    start = time.perf_counter()
    content = make()
    figures = Figures(size, name, len(content), time.perf_counter() - start)
    path.write_bytes(content)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        page = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True).new_page()
        page.set_default_timeout(patience * 1000)
        page.add_init_script(PROBE)
        try:
            page.goto(path.as_uri(), wait_until="commit")
            figures.painted_s = page.wait_for_function("() => window.paintedAt").json_value() / 1000
            if name == OURS:
                figures.ready_s = page.wait_for_function("() => window.readyAt").json_value() / 1000
            figures.still_s = page.wait_for_function("() => window.stillAt").json_value() / 1000
            figures.names = page.evaluate(NAMES)
            if name == OURS:
                act(page, figures)
            figures.memory_mb = memory(page)
        except Error as error:
            if "Timeout" not in str(error):
                raise
        finally:
            browser.close()
    return figures


def act(page: Any, figures: Figures) -> None:
    """Search, filter and expand as a user does, and measure how long each takes to be seen."""
    names = page.evaluate("() => [...Array(5).keys()].map(n => L2.store.E.label[n * 17 % L2.store.E.label.length])")
    hubs = page.evaluate("() => [...L2.scene.nodes].slice(0, 5)")
    page.wait_for_timeout(1500)  # the page prepares its search when it has nothing else to do

    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})  # what the page computes itself, whatever else the machine does

    def work() -> float:
        return next(1000 * float(metric["value"]) for metric in session.send("Performance.getMetrics")["metrics"] if metric["name"] == WORK)

    def once(one: str) -> tuple[float, float]:
        page.wait_for_timeout(REST_MS)
        before = work()
        return float(page.evaluate(ACT % one)), work() - before

    def medians(acts: list[str]) -> tuple[float, float]:
        waited, worked = zip(*map(once, acts), strict=True)
        return statistics.median(waited), statistics.median(worked)

    typed = [text for name in names for text in (name[:3], name, name[:2] + name[3:])]
    figures.search_ms, _ = medians([TYPE % json.dumps(text) for text in typed])
    page.keyboard.press("Escape")
    ticks = [(facet, n) for facet, n in (("certainty", 2), ("kind", 0), ("sort", 0), ("cls", 0)) for _ in ("on", "off")]
    figures.filter_ms, figures.filter_work_ms = medians([TICK % tick for tick in ticks])
    figures.expand_ms, _ = medians([f"L2.expand({n});" for n in hubs])


def memory(page: Any) -> float:
    """Return the heap that the page uses after a collection, in MB."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    return float(page.evaluate("() => performance.memory.usedJSHeapSize")) / 1e6


HEAD = (
    "entities",
    "page",
    "size",
    "made in",
    "first frame",
    "answers",
    "still",
    "names to read",
    "search",
    "filter",
    "of that work",
    "expand",
    "memory",
)


def line(row: Figures) -> str:
    return "| " + " | ".join(cells(row)) + " |"


def cells(row: Figures) -> list[str]:
    def told(number: float | None, unit: str, digits: int, missing: str = "—") -> str:
        return missing if number is None else f"{number:,.{digits}f} {unit}"

    mine = row.page == OURS
    late = "—" if mine else "not in time"
    return [
        f"{row.entities:,}",
        row.page,
        told(row.bytes / 1e6, "MB", 1),
        told(row.made_s, "s", 1),
        told(row.painted_s, "s", 2, late),
        told(row.ready_s, "s", 2),
        told(row.still_s, "s", 1, late),
        "—" if row.names is None else f"{row.names[0]:,} of {row.names[1]:,}",
        told(row.search_ms, "ms", 0),
        told(row.filter_ms, "ms", 0),
        told(row.filter_work_ms, "ms", 0),
        told(row.expand_ms, "ms", 0),
        told(row.memory_mb, "MB", 0),
    ]


def compared(rows: list[Figures], patience: float) -> str:
    """Return in words how much sooner our page is still than pyvis's, for each size."""
    told = []
    for size in sorted({row.entities for row in rows}):
        own, stock = ({row.page: row for row in rows if row.entities == size}.get(name) for name in (OURS, STOCK))
        if own and stock and own.still_s:
            at_least = "" if stock.still_s else "at least "
            told.append(f"{at_least}{(stock.still_s or patience) / own.still_s:,.0f} times at {size:,} entities")
    return f"The page of l2graph is still sooner than that of pyvis: {', '.join(told)}." if told else ""


def report(rows: list[Figures], patience: float, busy: list[float]) -> str:
    """Return the table with what it was measured on."""
    table = [f"| {' | '.join(HEAD)} |", f"|{'---|' * len(HEAD)}", *map(line, rows)]
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, headless Chromium without a graphics card"
    load = f"load average of the last minute {busy[0]:.1f} at the beginning and {busy[1]:.1f} at the end, of which this is about 1"
    return f"""Measured on {machine}; {load}. Of pyvis, *not in time* is not within {patience:g} s, after which the page was given up.

{chr(10).join(table)}

{compared(rows, patience)}"""


if __name__ == "__main__":
    main()
