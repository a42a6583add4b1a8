"""Does the ledger still say what it said when it was written?"""

from pathlib import Path

from kpi.errors import Damaged
from kpi.ledger import read
from kpi.ledger.delivery import sha256


def faults(root: Path) -> list[str]:
    """What is wrong with the ledger, one Swedish sentence each; empty when all is well.

    Checks that numbers have no gap, that every meta carries the hash of the one before (a
    chain: changing one breaks all that follow), and that rows and original files hash to
    what their meta says.
    """
    found: list[str] = []
    present = read.numbers(root)
    missing = sorted(set(range(1, len(present) + 1)) - set(present))
    found += [f"Leverans {number} saknas." for number in missing]
    for number in present:
        found += _faults_of(root, number)
    return found


def _faults_of(root: Path, number: int) -> list[str]:
    found: list[str] = []
    try:
        delivery = read.delivery(root, number)
        if delivery.number != number:
            found.append(f"Leverans {number} säger sig vara {delivery.number}.")
        before = sha256(read.meta_bytes(root, number - 1)) if number > 1 else ""
        if delivery.previous != before:
            found.append(f"Leverans {number} hänger inte ihop med leveransen före.")
        folder = read.folder_of(root, number)
        if delivery.rows_sha256 and _hash(folder / "rows.parquet") != delivery.rows_sha256:
            found.append(f"Raderna i leverans {number} är inte de som lämnades.")
        questions = folder / "questions.parquet"
        if (_hash(questions) if questions.exists() else "") != delivery.questions_sha256:
            found.append(f"Frågorna i leverans {number} är inte de som lämnades.")
        file = read.original(root, number)
        if (sha256(file) if file is not None else "") != delivery.original_sha256:
            found.append(f"Originalfilen i leverans {number} är inte den som lämnades.")
    except Damaged as error:
        found.append(str(error))
    return found


def _hash(path: Path) -> str:
    try:
        return sha256(path.read_bytes())
    except OSError:
        return ""
