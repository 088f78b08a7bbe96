"""JSON as anybody may hand it in: read within limits, or refused.

It is canonical (RFC 8785) to the byte, so that equal content is an equal file.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NoReturn

import rfc8785

LARGEST: Final = 8 * 1024 * 1024
DEEPEST: Final = 5
LONGEST_NUMBER: Final = 9
Json = dict[str, Any]


class Refused(Exception):
    """The file is no chain that can be judged; `why` is a stable code."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def read_file(path: Path) -> bytes:
    """The content of a file within the limit; raises Refused."""
    if not path.is_file():
        raise Refused("no_file")
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise Refused("too_large")
    return content


def load(content: bytes) -> Json:
    """JSON without duplicate names, fractions, deep nesting, or another spelling of itself.

    Raises Refused.
    """
    try:
        root = json.loads(
            content.decode("utf-8"),
            object_pairs_hook=_unique,
            parse_int=_small,
            parse_float=_refuse("fraction"),
            parse_constant=_refuse("fraction"),
        )
    except (UnicodeDecodeError, json.JSONDecodeError):
        raise Refused("no_json") from None
    except RecursionError:
        raise Refused("too_deep") from None
    if not isinstance(root, dict):
        raise Refused("unknown_form")
    _require_shallow(root)
    try:
        canonical = rfc8785.dumps(root)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError):
        raise Refused("not_canonical") from None
    if canonical != content:
        raise Refused("not_canonical")
    return root


def _unique(pairs: list[tuple[str, Any]]) -> Json:
    names = dict(pairs)
    if len(names) < len(pairs):
        raise Refused("duplicate_name")
    return names


def _small(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise Refused("number_too_large")
    return int(digits)


def _refuse(why: str) -> Callable[[str], NoReturn]:
    def refuse(_: str) -> NoReturn:
        raise Refused(why)

    return refuse


def _require_shallow(root: Json) -> None:
    level: list[Any] = [root]
    for _ in range(DEEPEST):
        level = [
            child
            for each in level
            if isinstance(each, dict | list)
            for child in (each.values() if isinstance(each, dict) else each)
        ]
        if not level:
            return
    raise Refused("too_deep")
