"""A worker: a process that answers one job after another over a store on disk, and can be ended at any moment.

    python -m l2graph.server.worker OPTIONS    (jobs on standard input, replies on standard output: frames.py)

It opens the store for reading, anew where somebody has written to it since; only a worker for updates opens it for writing, and only
while it writes. An update is one transaction, so that an end in the middle of it leaves the store as it was.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from l2graph.server.confine import confine, resident_bytes
from l2graph.server.frames import Frame, read_frame
from l2graph.server.source import Job, Refused, Source
from l2graph.server.spool import TooMuch


def answer(job: Job, body: bytes, source: Source, jobs: Mapping[str, Callable[..., Frame]]) -> Frame:
    """Do one job; whatever goes wrong is told in the reply."""
    try:
        return jobs[job["do"]](source, job, body)
    except Refused as error:
        return problem(error.kind, error.detail)
    except TooMuch as error:
        return problem(error.kind, f"it goes beyond {error.most:,} {error.kind}")
    except MemoryError:
        return problem("memory")
    except Exception as error:  # a worker outlives whatever one job meets
        if os.environ.get("L2GRAPH_DEBUG"):
            raise
        return problem("internal", " ".join(f"{type(error).__name__}: {error}".split()))


def problem(kind: str, detail: str = "") -> Frame:
    return Frame({"problem": kind, "detail": detail})


def main(arguments: list[str]) -> None:
    """Work until standard input ends."""
    options = json.loads(arguments[0])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends its workers
    from l2graph.server.jobs import JOBS

    source = Source(Path(options["store"]))
    with contextlib.suppress(Refused):  # told to whoever asks
        source.reading()
    confine(int(options["memory"]))
    retire_at = resident_bytes() + int(options["memory"]) // 2
    jobs, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints does not disturb the replies
    replies.write(Frame({"ready": True}).encode())
    replies.flush()
    while (frame := read_frame(jobs)) is not None:
        begun = time.process_time()
        reply = answer(frame.header, frame.body, source, JOBS)
        told = {"seconds": round(time.process_time() - begun, 4)}
        retiring = {"retire": True} if resident_bytes() > retire_at else {}
        replies.write(Frame({**reply.header, **told, **retiring}, reply.body).encode())
        replies.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
