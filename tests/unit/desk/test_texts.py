"""The sentences of the desk: the same in both languages, each used, each that is used there."""

import re

from desk.presentation import PRESENTATION
from infra.places import ROOT

DESK = ROOT / "services" / "desk" / "desk"
FRONT = ROOT / "front"
PLACEHOLDER = re.compile(r"{\w+}")


def read(pattern: str) -> str:
    return "".join(p.read_text("utf-8") for folder in (DESK, FRONT) for p in folder.rglob(pattern))


def test_both_languages_have_the_same_sentences_with_the_same_placeholders() -> None:
    vi, en = PRESENTATION.messages("vi"), PRESENTATION.messages("en")

    assert set(vi) == set(en)
    for key, sentence in vi.items():
        assert set(PLACEHOLDER.findall(sentence)) == set(PLACEHOLDER.findall(en[key])), key


def test_every_sentence_that_a_template_names_is_there() -> None:
    named = set(re.findall(r'\bt\("([a-z_.0-9-]+[a-z0-9])"', read("*.html")))

    assert len(named) > 50
    assert named <= set(PRESENTATION.messages("vi"))


def test_every_sentence_of_the_desk_is_used() -> None:
    """By its key, or by the beginning of one that is completed by a name of the services."""
    used = read("*.html") + read("*.py")
    beginnings = set(re.findall(r"[\"']([a-z_]+\.[a-z_.]*)[\"'] ~", used))
    beginnings |= set(re.findall(r"f[\"']([a-z_]+\.[a-z_.]*){", used))
    fields = re.findall(r'a_field\(\s*visit,\s*"(\w+)",\s*"(\w+)"', used)
    beginnings |= {f"{area}.{name}" for name, area in fields}
    own = {
        key
        for path in (DESK / "texts").glob("*.vi.json")
        for key in re.findall(r'^  "([^"]+)":', path.read_text("utf-8"), re.MULTILINE)
    }
    unused = {key for key in own if f'"{key}"' not in used and f"'{key}'" not in used}

    assert {k for k in unused if not any(k.startswith(b) for b in beginnings)} == set()
