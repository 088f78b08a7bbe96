"""The words of the desk are those that the desk approved."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, get_args

import pytest
import yaml

from casework.domain.acts import Act
from casework.domain.transitions import ActNotAllowed
from casework.domain.words import ACT_WORDS, ROLE_WORDS, STATE_WORDS
from contracts.terms import LocalizedText

APPROVED: Final = yaml.safe_load(Path(__file__).with_name("desk_words.yaml").read_text())
WORDS: Final[dict[str, Mapping[Any, LocalizedText]]] = {
    "states": STATE_WORDS,
    "acts": ACT_WORDS,
    "roles": ROLE_WORDS,
}


@pytest.mark.parametrize("kind", WORDS)
def test_officials_read_the_approved_words(kind: str) -> None:
    words = {name or "none": {"vi": text.vi, "en": text.en} for name, text in WORDS[kind].items()}
    assert words == APPROVED[kind]


def test_no_sentence_about_an_act_ends_within_a_phrase() -> None:
    for act in get_args(Act):
        sentence = ActNotAllowed.of(act, "in_work").message("vi")
        assert sentence.startswith("Hồ sơ"), act
        assert not sentence.endswith((" của.", " về.")), sentence
