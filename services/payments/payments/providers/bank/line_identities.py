"""The identities of banks' lines, from `line_identities.json`."""

from functools import cache
from pathlib import Path
from typing import Final

from payments.domain.line_identity import LineIdentities

FILE: Final = Path(__file__).parent / "line_identities.json"


@cache
def line_identities() -> LineIdentities:
    """Those that come with the product; data, to be filled from each bank's contract."""
    return LineIdentities.model_validate_json(FILE.read_text("utf-8"))
