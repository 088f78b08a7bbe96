"""`python -m status.supervision FILE [REPLIES]`: the signs that ask for an explanation.

FILE has a JSON object a line with the fields of `HandledDossier`, moments by ISO 8601; REPLIES one
a line with official, sign and text. A JSON object is printed for each sign, the least probable
first.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from status.supervision.handled_dossier import HandledDossier
from status.supervision.report import supervision_report
from status.supervision.signs import SIGNS


def main(argv: Sequence[str] | None = None) -> int:
    """Print a line for each official and sign; `argv` instead of the command's own."""
    parser = argparse.ArgumentParser(prog="python -m status.supervision", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("replies", type=Path, nargs="?")
    arguments = parser.parse_args(argv)
    row = TypeAdapter(HandledDossier)
    dossiers = [row.validate_python(each) for each in _lines(arguments.file)]
    replies = {
        (str(each["official"]), str(each["sign"])): str(each["text"])
        for each in (_lines(arguments.replies) if arguments.replies else ())
    }
    texts = {sign.id: {"vi": sign.vi, "en": sign.en} for sign in SIGNS}
    for each in supervision_report(dossiers, replies):
        line = each.model_dump() | {"text": texts[each.sign]}
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    return 0


def _lines(file: Path) -> Iterator[Any]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


if __name__ == "__main__":
    sys.exit(main())
