"""The shapes of the reference data: every file is validated when it is loaded."""

import gzip
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import ConfigDict

from contracts.terms import AgencyCode, AgencyKind, Day, Dong, Pay, ProcedureCode
from kit.core.model import JsonDict, Model

HERE = Path(__file__).parent
ALL_PROCEDURES = HERE / "catalogue" / "procedures.jsonl.gz"
M = TypeVar("M", bound=Model)


class Entry(Model):
    """A procedure: what `PUT /v1/procedures/{code}` of intake takes, which validates `content`
    itself."""

    code: ProcedureCode
    core: bool = False
    content: JsonDict


class Catalogue(Model):
    """The catalogue of procedures."""

    version: Day
    procedures: tuple[Entry, ...]


class DemoFee(Model):
    """An invented fee in đồng, and when it is due."""

    code: ProcedureCode
    amount: Dong
    pay: Pay


class DemoFees(Model):
    """What a demonstration quotes where the provincial council's amounts are unknown."""

    version: Day
    note: str
    fees: tuple[DemoFee, ...]


class FurtherCode(Model):
    """Another code of an agency, from its first to its last day."""

    code: AgencyCode
    valid_from: Day
    valid_until: Day | None


class Succession(Model):
    """An agency that another one went into, or came from, on a day."""

    agency: AgencyCode
    day: Day


class Agency(Model):
    """An agency; `synthetic` marks a code of our own, `assumed` a name that nobody has read,
    `vertical` a body that is not the province's own."""

    code: AgencyCode
    name: str
    kind: AgencyKind
    parent: AgencyCode | None
    address: str
    mail: str | None
    gso_code: str | None
    valid_from: Day
    valid_until: Day | None
    synthetic: bool
    vertical: bool
    assumed: bool
    codes: tuple[FurtherCode, ...]
    merged_into: tuple[Succession, ...]
    split_from: tuple[Succession, ...]
    source: str


class Agencies(Model):
    """The province's agencies."""

    version: Day
    note: str
    law: str
    agencies: tuple[Agency, ...]


class Substitution(Model):
    """A paper that need not be handed in, because a national database has what it says."""

    code: str
    procedure: str
    document_replaced: str
    database: str
    owner: str


class Substitutions(Model):
    """Nghị quyết 66.7/2025/NQ-CP, as far as its annex could be read."""

    version: Day
    source: str
    confidence: str
    rows: tuple[Substitution, ...]


class RegistryLine(Model):
    """What the doubles and tests need of a registry; the exchange reads all of it
    (exchange.domain.registry)."""

    model_config = ConfigDict(extra="ignore")

    code: str
    words: tuple[str, ...]
    wire: Literal["frame", "envelope"]
    path: str
    compares: Literal["here", "there"]
    connected: bool
    confidence: str


class RegistryLines(Model):
    """The registries (cơ sở dữ liệu) that papers are replaced by."""

    model_config = ConfigDict(extra="ignore")

    version: Day
    registries: tuple[RegistryLine, ...]


def catalogue() -> Catalogue:
    """The core procedures with their content, and with their forms where they have one."""
    listed = loaded("catalogue/procedures", Catalogue)
    return listed.evolve(procedures=tuple(map(_with_form, listed.procedures)))


def demo_fees() -> DemoFees:
    """The invented fees of a demonstration."""
    return loaded("demo/fees", DemoFees)


def form(code: str) -> JsonDict | None:
    """The form of one of the procedures in depth: `schema` and `pages`; None of any other."""
    path = HERE / "forms" / f"{code}.form.json"
    if not path.exists():
        return None
    parsed: JsonDict = json.loads(path.read_text(encoding="utf-8"))
    return parsed


def _with_form(entry: Entry) -> Entry:
    own = form(entry.code)
    return entry.evolve(content={**entry.content, "form": own}) if own else entry


def all_entries(file: Path = ALL_PROCEDURES) -> Iterator[JsonDict]:
    """Every procedure of the National Portal, unchecked: one that fails is listed, not hidden."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def agencies() -> Agencies:
    """The province's agencies."""
    return loaded("agencies", Agencies)


def substitutions() -> Substitutions:
    """Papers that databases replace."""
    return loaded("document_substitutions", Substitutions)


@cache
def registries() -> RegistryLines:
    """Databases of the State that are asked about applicants."""
    return loaded("registries", RegistryLines)


def loaded(name: str, kind: type[M]) -> M:
    """A file of the reference data, by its name without `.json`."""
    return kind.model_validate_json((HERE / f"{name}.json").read_text(encoding="utf-8"))
