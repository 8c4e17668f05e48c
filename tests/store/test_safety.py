"""A store outlives what may happen to its writer: being killed, a full disk, an old and a foreign hand."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from stores import DEFAULTS, small_paper

from l2graph.errors import StoreError
from l2graph.store import Store, add_graphs

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("L2GRAPH_KILLS", "8"))
FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
sys.path.insert(0, {tests!r})
from pathlib import Path
from l2graph.cli import run
from stores import DEFAULTS, small_paper
from l2graph.errors import StoreError
from l2graph.store import add_graphs
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
try:
    add_graphs(Path({path!r}), [small_paper(n) for n in range(2, 60)], DEFAULTS)
except StoreError as error:
    sys.exit(f"told: {{error}}")
"""


def count(store: Store) -> str:
    return store.query("SELECT (COUNT(*) AS ?n) { ?claim a l2:Claim }").rows[0][0].value  # type: ignore[union-attr]


def test_a_killed_writer_leaves_the_state_before_or_after() -> None:
    command = [sys.executable, "-m", "benchmarks.store.kills", "--times", str(KILLS), "--longest", "0.8"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{KILLS} kills, ")


@pytest.mark.parametrize("limit", [0, 4000, 60_000])
def test_a_full_disk_loses_nothing(tmp_path: Path, limit: int) -> None:
    path = tmp_path / "x.l2g"
    add_graphs(path, [small_paper(1)], DEFAULTS)
    before = sorted(found.name for found in path.iterdir())
    code = FULL.format(tests=str(Path(__file__).parents[1]), limit=limit, path=str(path))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert count(Store.load(path)) == "1"
    add_graphs(path, [small_paper(2)], DEFAULTS)  # once there is room again
    assert count(Store.load(path)) == "2"
    assert len(list(path.iterdir())) == len(before)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="Permission denied"):
        add_graphs(tmp_path / "x.l2g", [small_paper(1)], DEFAULTS)


def test_a_file_in_the_place_of_a_store_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.l2g").write_text("no folder")
    for use in (lambda: Store.load(tmp_path / "x.l2g"), lambda: add_graphs(tmp_path / "x.l2g", [small_paper(1)], DEFAULTS)):
        with pytest.raises(StoreError, match="no store of l2graph"):
            use()


def test_a_soft_limit_of_files_is_enough(tmp_path: Path) -> None:
    """A store that grew one by one does not gather files without end."""
    path = tmp_path / "x.l2g"
    for number in range(12):
        add_graphs(path, [small_paper(number)], DEFAULTS)
    files = sum(1 for _ in path.rglob("*"))
    assert files < min(resource.getrlimit(resource.RLIMIT_NOFILE)[0], 400)


def test_many_read_while_one_writes(tmp_path: Path) -> None:
    """Each reader sees a whole state, and never an older one than before."""
    path = tmp_path / "x.l2g"
    add_graphs(path, [small_paper(0)], DEFAULTS)
    done = Event()

    def read() -> list[int]:
        seen = []
        while not done.is_set() or not seen:
            store = Store.load(path)
            both = "SELECT (COUNT(DISTINCT ?c) AS ?n) (COUNT(DISTINCT ?d) AS ?m) { ?c a l2:Claim . ?d a l2:Document }"
            claims, documents = (int(cell.value) for cell in store.query(both).rows[0])  # type: ignore[union-attr]
            assert claims == documents
            seen.append(claims)
        return seen

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(4)]
        try:
            for number in range(1, 6):
                add_graphs(path, [small_paper(number)], DEFAULTS)
        finally:
            done.set()
    for reader in readers:
        assert reader.result() == sorted(reader.result())
    assert count(Store.load(path)) == "6"
