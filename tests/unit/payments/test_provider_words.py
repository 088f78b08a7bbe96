"""A card provider's words stand in its own package alone."""

import re
from pathlib import Path
from typing import Final

import payments

ROOT: Final = Path(payments.__file__).parent
WORDS: Final = re.compile(
    r"stripe|checkout\.session|payment_intent|charge\.dispute|client_reference|livemode", re.I
)
REGISTRY_LINE: Final = re.compile(r"\.stripe\.checkout|\"stripe\", \"card\"")
SETTING_NAMES: Final = ("stripe_secret", "stripe_api_base")


def lines_with_stripes_words() -> list[str]:
    """`file: line` for every line of payments outside providers/stripe that has such a word."""
    own = ROOT / "providers" / "stripe"
    files = [
        path for path in (*ROOT.rglob("*.py"), ROOT.parent / "app.py") if own not in path.parents
    ]
    return [
        f"{path.relative_to(ROOT.parent)}: {line.strip()}"
        for path in files
        for line in path.read_text(encoding="utf-8").splitlines()
        if WORDS.search(line)
    ]


def test_stripes_words_stand_in_its_package_the_registrys_line_and_two_settings() -> None:
    elsewhere = [
        line
        for line in lines_with_stripes_words()
        if not (
            line.startswith("payments/settings.py:") and any(name in line for name in SETTING_NAMES)
        )
    ]

    assert len(elsewhere) == 1, elsewhere
    assert elsewhere[0].startswith("payments/providers/registry.py: ")
    assert REGISTRY_LINE.search(elsewhere[0])
