"""The acts in force and the places where they were read, as `law/*.yaml` state them."""

from datetime import date
from typing import Final

from contracts.terms import LocalizedText
from docs.lawbook.rules import ROOT, Confidence, Text
from infra.yaml_reader import read_yaml
from kit.core.model import Model

ACTS: Final = ROOT / "law" / "acts.yaml"
SOURCES: Final = ROOT / "law" / "sources.yaml"
QUESTIONS: Final = ROOT / "law" / "questions.yaml"


class Act(Model):
    """A law, decree or circular, from the day on which it applies until the last.

    `names` are the ways in which papers and rules cite it.
    """

    names: tuple[str, ...]
    effective_from: date | None = None
    effective_until: date | None = None
    effect: Text
    confidence: Confidence
    read_in: str | None = None


class Source(Model):
    """Where texts were read: what it is, and its place."""

    id: str
    text: Text
    place: str


def acts() -> list[Act]:
    """Every act, the earliest first."""
    rows = [Act.model_validate(row) for row in read_yaml(ACTS)]
    return sorted(rows, key=lambda act: act.effective_from or date.min)


def sources() -> list[Source]:
    """Every source, in the order of its file."""
    rows = read_yaml(SOURCES)
    return [Source(id=name, **row) for name, row in rows.items()]


def questions() -> list[LocalizedText]:
    """The texts that were not found, each with the question that it leaves open."""
    return [LocalizedText(**row) for row in read_yaml(QUESTIONS)]
