"""A sentence of a client stands in one file: of two with one key, one would be shown for both."""

import json
from collections import Counter

import pytest

from infra.places import ROOT


@pytest.mark.parametrize("client", ["desk", "portal"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_key_stands_in_two_files(client: str, language: str) -> None:
    keys: Counter[str] = Counter()
    for path in (ROOT / "services" / client / client / "texts").glob(f"*.{language}.json"):
        keys.update(list(json.loads(path.read_text("utf-8"))))

    assert [key for key, times in keys.items() if times > 1] == []
