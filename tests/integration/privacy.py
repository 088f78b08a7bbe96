"""The words that people of the demo are known by: they must stand nowhere but where they were meant to."""

import re

from local.demo.people import NAMES

WORDS = [
    *map(re.escape, NAMES),
    r"\+849[08]\d{7}",
    r"\b02219\d{7}\b",
    r"\b022 ?19\d",
    r"@motcua\.example",
    "khu 2, phường",
]
PERSONAL = re.compile("|".join(WORDS))


def plain(text: str) -> str:
    """With JSON's \\u escapes resolved, so that no name hides behind them."""
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)
