"""The second readings (readings.json): who read which texts as they are, and what became of it."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Final

from docs.texts.sources import Text, texts

READINGS: Final = Path(__file__).with_name("readings.json")
CHECKLIST: Final = "docs/texts/second_reader.md"


@dataclass(frozen=True, slots=True)
class SecondReading:
    """A reading of a unit by the checklist, on a day; `texts` of both languages had this `digest`.

    `findings`: what the reader stopped at; `changed`: what was written anew for it.
    """

    unit: str
    day: str
    texts: int
    digest: str
    findings: str
    changed: str


def unit_of(text: Text) -> str:
    """What is read in one go: a file, or the refusals of one service or package."""
    if text.area != "refusals":
        return text.file
    parts = Path(text.file).parts
    return f"refusals/{parts[1] if parts[0] == 'services' else parts[0]}"


@cache
def units() -> dict[str, list[Text]]:
    """Unit -> its texts, in the order in which they are written."""
    by_unit: dict[str, list[Text]] = defaultdict(list)
    for text in texts():
        by_unit[unit_of(text)].append(text)
    return dict(by_unit)


def digest_of(read: Iterable[Text]) -> str:
    """Of what is read: language and words, in order; a line number is no part of it."""
    lines = "\n".join(f"{text.language} {text.value}" for text in read)
    return hashlib.sha256(lines.encode("utf-8")).hexdigest()[:16]


def readings() -> dict[str, SecondReading]:
    """Unit -> its latest reading."""
    listed = json.loads(READINGS.read_text(encoding="utf-8")) if READINGS.exists() else []
    return {each["unit"]: SecondReading(**each) for each in listed}


def outdated() -> dict[str, str]:
    """Unit -> why somebody has to read it by the checklist."""
    present, latest = units(), readings()
    reasons = {unit: "never read" for unit in present if unit not in latest}
    reasons |= {unit: "no longer there" for unit in latest if unit not in present}
    for unit in present.keys() & latest.keys():
        if latest[unit].digest != digest_of(present[unit]):
            reasons[unit] = f"changed since it was read on {latest[unit].day}"
    return dict(sorted(reasons.items()))


def record(unit: str, *, day: str, findings: str, changed: str) -> None:
    """Store that a unit was read as it is now; raises KeyError for one that is not there."""
    present = units()
    read = present[unit]
    latest = {name: each for name, each in readings().items() if name in present}
    latest[unit] = SecondReading(unit, day, len(read), digest_of(read), findings, changed)
    lines = (json.dumps(asdict(each), ensure_ascii=False) for _, each in sorted(latest.items()))
    READINGS.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
