"""No pattern takes longer than its text: a repetition within a repetition may take time that grows
with a power of the length of what a stranger sends (OWASP, ReDoS).
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

from infra.places import CLIENTS, SERVICES
from intake.domain import profile_fields

PARSER: Any = importlib.import_module("re._parser")
REPEATS = ("MAX_REPEAT", "MIN_REPEAT")
LONG = 64
LINEAR = {"[0-9a-z]+(?:\\.[0-9a-z]+)*", profile_fields.EMAIL.pattern}
"""Each round has a full stop, which the inner repetition does not take."""


def patterns() -> Iterator[re.Pattern[Any]]:
    """Every pattern of a module that goes to production."""
    for package in ("kit", "front", "contracts", "law", *SERVICES, *CLIENTS):
        root = importlib.import_module(package)
        for module in pkgutil.walk_packages(root.__path__, f"{package}."):
            values = vars(importlib.import_module(module.name)).values()
            yield from (each for each in values if isinstance(each, re.Pattern))


def nested(parsed: Any, *, within: bool = False) -> bool:
    """Whether a long repetition stands within a long one."""
    for name, content in parsed:
        is_long = str(name) in REPEATS and content[1] > LONG
        if is_long and within:
            return True
        inner = content if isinstance(content, tuple) else (content,)
        flat = [each for part in inner for each in (part if isinstance(part, list) else [part])]
        parts = [each for each in flat if isinstance(each, PARSER.SubPattern)]
        if any(nested(each, within=within or is_long) for each in parts):
            return True
    return False


def test_no_pattern_repeats_a_repetition() -> None:
    texts = {each.pattern for each in patterns()}
    listed = {text if isinstance(text, str) else text.decode("latin-1") for text in texts}

    assert len(listed) > 50
    assert {text for text in listed if nested(PARSER.parse(text))} == LINEAR


def test_a_repeated_repetition_is_recognised() -> None:
    for text in ("(a+)+", "(?:a*b?)*c", "(x|y+)*", "(?=(a+)+)", "(?:(?:a|b*)){100}"):
        assert nested(PARSER.parse(text)), text
    for text in ("a+b+", "(?:a+){2}", "[a-z]{1,500}", "(?:ab)*"):
        assert not nested(PARSER.parse(text)), text
