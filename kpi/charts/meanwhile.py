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
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from subprocess import PIPE
from typing import BinaryIO, Protocol, cast

from kpi.charts import export

NOTHING = {"data": {"values": []}, "mark": "point"}


class Begin(Protocol):
    """Has a chart drawn, without waiting for it."""

    def __call__(self, kind: export.Kind, spec: export.Spec) -> None: ...


@contextmanager
def drawing_meanwhile() -> Iterator[Begin]:
    """What is begun here is at hand when it is asked for, or is then waited for."""
    command = [sys.executable, "-c", "from kpi.charts.meanwhile import serve; serve()"]
    place = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with (
        subprocess.Popen(command, stdin=PIPE, stdout=PIPE, env=place) as process,  # noqa: S603 - ours
        ThreadPoolExecutor(1) as waiting,
    ):
        asked, given = cast("BinaryIO", process.stdin), cast("BinaryIO", process.stdout)

        def ask(kind: export.Kind, spec: str) -> bytes:
            asked.write(f"{json.dumps([kind, spec])}\n".encode())
            asked.flush()
            size = given.readline()
            if not size:
                raise RuntimeError("the process that draws charts has stopped")
            return given.read(int(size))

        waiting.submit(ask, "svg", json.dumps(NOTHING))  # it takes a second to start
        try:
            yield lambda kind, spec: export.begin(kind, spec, lambda key: waiting.submit(ask, *key))
        except BaseException:
            waiting.shutdown(cancel_futures=True)
            raise


def serve(asked: BinaryIO = sys.stdin.buffer, answer: BinaryIO = sys.stdout.buffer) -> None:
    """Draw what is asked for until nobody asks any more."""
    for line in asked:
        drawn = export.draw(*json.loads(line))
        answer.write(f"{len(drawn)}\n".encode() + drawn)
        answer.flush()
