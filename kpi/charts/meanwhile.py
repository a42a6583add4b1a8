"""Charts drawn by another process meanwhile.

The library that draws lets no other thread of its process go on until it is done. Not by
multiprocessing: its children run the main module again, and in a server that is a page.

A request is a line of JSON, the kind and the specification; the answer is a line with the
number of bytes, and the bytes.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import count
from queue import PriorityQueue
from subprocess import PIPE
from typing import BinaryIO, Protocol, cast

from kpi.charts import export

NOTHING = {"data": {"values": []}, "mark": "point"}
SERVE = (
    "import sys; from kpi.charts.meanwhile import serve; serve(sys.stdin.buffer, sys.stdout.buffer)"
)
_Job = tuple[int, int, Future[bytes], export.Key]


class Begin(Protocol):
    """Has a chart drawn, without waiting for it; the lowest turn first."""

    def __call__(self, kind: export.Kind, spec: export.Spec, turn: int = 0) -> None: ...


@contextmanager
def drawing_meanwhile() -> Iterator[Begin]:
    """What is begun here is at hand when it is asked for, or is then waited for."""
    command = [sys.executable, "-P", "-c", SERVE]
    place = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    jobs: PriorityQueue[_Job] = PriorityQueue()
    order = count()
    with (
        subprocess.Popen(command, stdin=PIPE, stdout=PIPE, env=place) as process,  # noqa: S603 - ours
        _closed_whatever(cast("BinaryIO", process.stdin)) as asked,
        ThreadPoolExecutor(1) as waiting,
    ):
        given = cast("BinaryIO", process.stdout)

        def submit(key: export.Key, turn: int) -> Future[bytes]:
            drawn: Future[bytes] = Future()
            jobs.put((turn, next(order), drawn, key))
            waiting.submit(_do_next, jobs, asked, given)
            return drawn

        submit(("svg", json.dumps(NOTHING)), 0)  # it takes a second to start
        try:
            yield lambda kind, spec, turn=0: export.begin(kind, spec, lambda key: submit(key, turn))
        except BaseException:
            waiting.shutdown(cancel_futures=True)
            while not jobs.empty():
                jobs.get()[2].cancel()
            raise


@contextmanager
def _closed_whatever(asked: BinaryIO) -> Iterator[BinaryIO]:
    """So that the process ends; one that has died already is no error more."""
    try:
        yield asked
    finally:
        with suppress(BrokenPipeError):
            asked.close()


def _do_next(jobs: "PriorityQueue[_Job]", asked: BinaryIO, given: BinaryIO) -> None:
    _, _, drawn, key = jobs.get()
    try:
        drawn.set_result(_drawn(key, asked, given))
    except BaseException as error:  # noqa: BLE001 - whoever waits for it must not wait for ever
        drawn.set_exception(error)


def _drawn(key: export.Key, asked: BinaryIO, given: BinaryIO) -> bytes:
    asked.write(f"{json.dumps(key)}\n".encode())
    asked.flush()
    size = int(given.readline() or -1)
    drawn = given.read(size) if size > 0 else b""
    if len(drawn) != size:
        raise RuntimeError("the process that draws charts has stopped")
    return drawn


def serve(asked: BinaryIO, answer: BinaryIO) -> None:
    """Draw what is asked for until nobody asks any more."""
    for line in asked:
        drawn = export.draw(*json.loads(line))
        answer.write(f"{len(drawn)}\n".encode() + drawn)
        answer.flush()
