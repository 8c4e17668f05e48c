"""`l2graph serve`: a graph over HTTP, for other programs and for people."""

from __future__ import annotations

from pathlib import Path

import click

from l2graph.cli.options import example, graph_argument

SIZES = {"k": 1 << 10, "m": 1 << 20, "g": 1 << 30}


class Size(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.2 only
    """A number of bytes: 500k, 64M, 2G."""

    name = "size"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value).strip().lower()
        number, unit = (text[:-1], SIZES[text[-1]]) if text[-1:] in SIZES else (text, 1)
        if not number.isdecimal() or not int(number):
            self.fail(f"{value!r} is no size; write 500k, 64M or 2G", param, ctx)
        return int(number) * unit


SIZE = Size()


@click.command(
    short_help="Serve a graph: SPARQL, linked data, pages.",
    epilog=example("l2graph serve output/graph.ttl --port 0 --check"),
)
@graph_argument
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address; 0.0.0.0 for all.")
@click.option("--name", "names", multiple=True, metavar="NAME", help="A host name that the server goes by, for all others are refused.")
@click.option("--cors", "origins", multiple=True, metavar="ORIGIN", help="Let pages of that origin ask (repeatable; * for all).")
@click.option("--writable", is_flag=True, help="Let those who know the token write.")
@click.option("--token", envvar="L2GRAPH_TOKEN", metavar="TOKEN", help="What they have to know; better in $L2GRAPH_TOKEN.")
@click.option("--timeout", "seconds", type=click.FloatRange(0.1), default=10, show_default=True, help="Seconds that a query may take.")
@click.option("--memory", type=SIZE, default="512M", show_default=True, help="Memory that a query may take.")
@click.option("--max-rows", "rows", type=click.IntRange(1), default=1_000_000, show_default=True, help="Rows of an answer.")
@click.option("--max-answer", "answer", type=SIZE, default="256M", show_default=True, help="Size of an answer.")
@click.option("--max-body", "body", type=SIZE, default="8M", show_default=True, help="Size of a request.")
@click.option("--workers", type=click.IntRange(1, 256), default=2, show_default=True, help="Queries that are answered at a time.")
@click.option("--waiting", type=click.IntRange(0), default=64, show_default=True, help="Requests that may wait for a worker.")
@click.option("--wait", type=click.FloatRange(0), default=60, show_default=True, help="Seconds that a request may wait for a worker.")
@click.option("--check", is_flag=True, help="Start, ask the server for its health, and stop.")
def serve(
    graph: Path,
    port: int,
    host: str,
    names: tuple[str, ...],
    origins: tuple[str, ...],
    writable: bool,
    token: str | None,
    seconds: float,
    memory: int,
    rows: int,
    answer: int,
    body: int,
    workers: int,
    waiting: int,
    wait: float,
    check: bool,
) -> None:
    """Serve GRAPH, a store or a file, until it is stopped.

    /sparql speaks SPARQL 1.1, /graphs the Graph Store Protocol; / is the explorer, /query a page to write questions on, and every
    entity, claim and document has its address. No request reaches a file or another machine.
    """
    from l2graph.cli.terminal import note
    from l2graph.server.limits import Limits
    from l2graph.server.running import serve as run

    if writable and not token:
        raise click.UsageError("--writable needs a token: set L2GRAPH_TOKEN, or give --token")
    limits = Limits(seconds=seconds, memory=memory, rows=rows, answer=answer, body=body, workers=workers, waiting=waiting, wait=wait)

    def ready(address: str) -> None:
        note(f"serving {graph} at {address} (Ctrl-C stops it)")

    run(
        graph,
        host=host,
        port=port,
        token=token if writable else None,
        limits=limits,
        origins=origins,
        names=names,
        ready=None if check else ready,
        check=click.echo if check else None,
    )
