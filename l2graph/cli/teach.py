"""`l2graph teach`: annotated sentences -> examples of a pack."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from l2graph.cli.options import example

if TYPE_CHECKING:
    from l2graph.claims.teaching import Taught


@click.command(
    short_help="Turn annotated sentences into examples of a pack.",
    epilog=example("l2graph teach examples/sentences.marked --pack examples/pack.ttl -o taught.ttl"),
)
@click.argument("sentences", type=click.Path(path_type=Path))
@click.option("--pack", "pack_file", metavar="FILE", required=True, type=click.Path(path_type=Path), help="The pack that is taught.")
@click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Write the taught pack here instead of into FILE.")
@click.option("--most", metavar="N", default=40, show_default=True, type=click.IntRange(1), help="Keep at most N examples of a property.")
@click.option(
    "--by",
    "way",
    type=click.Choice(["patterns", "vectors", "both"]),
    default="both",
    show_default=True,
    help="What sentences are compared by.",
)
@click.option("--analyser", metavar="NAME", help="An installed spaCy pipeline instead of our own analyser.")
def teach(sentences: Path, pack_file: Path, output: Path | None, most: int, way: str, analyser: str | None) -> None:
    """Add the sentences of SENTENCES that are worth it to a pack, as examples and counter-examples.

    A line is `memberOf: [s:Leica] joined [o:the alliance] in [from:2018].`, `not memberOf: …`, or `none: …` for ends that bear no
    property. Kept is what adds recall without costing precision; a table tells both, by cross-validation, for patterns, for
    vectors, and for the two together.
    """
    from l2graph.analysis import load_analyser
    from l2graph.claims.teaching import teach as learn
    from l2graph.cli.terminal import print_table, status
    from l2graph.pack import load_pack
    from l2graph.pack.sentences import read_sentences
    from l2graph.pack.writing import with_examples, write_pack

    pack = load_pack([pack_file])
    rows = read_sentences(sentences, pack)
    with status("reading the sentences") as progress:
        ways = ("patterns", "vectors", "both") if way == "both" else (way,)
        taught = learn(rows, pack, load_analyser(analyser), most=most, ways=ways, progress=progress)
    text = with_examples(pack_file, {n: [s.written for s in r] for n, r in taught.kept.items()},
                         {n: [s.written for s in r] for n, r in taught.against.items()}, pack)  # fmt: skip
    write_pack(output or pack_file, text)
    print_table(
        (
            "property",
            "given",
            "kept",
            "against",
            *(f"{way} {figure}" for way in ("patterns", "vectors", "both") for figure in ("P", "R", "F1")),
        ),
        [row(name, taught) for name in taught.kept],
        title=f"{sum(map(len, taught.kept.values()))} examples for {output or pack_file}",
        numbers=tuple(range(1, 13)),
    )


def row(name: str, taught: Taught) -> tuple[str, ...]:
    """Return how a property was taught, and how well it is found."""
    scores = [taught.scores[name][way] for way in ("patterns", "vectors", "both")]
    figures = (f"{figure:.2f}" for s in scores for figure in (s.precision, s.recall, s.f1))
    return name, str(taught.given[name]), str(len(taught.kept[name])), str(len(taught.against[name])), *figures
