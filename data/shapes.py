"""The shapes of the reference data: every file is validated when it is loaded."""

import gzip
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from contracts.terms import AgencyCode, AgencyKind, Day, Dong, LocalizedText, Pay, ProcedureCode
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


class DayOff(Model):
    """A public holiday, a day in lieu (observed) or an exchanged day (substituted)."""

    date: Day
    name: LocalizedText
    kind: Literal["statutory", "observed", "substituted"]
    source: str | None


class Swap(Model):
    """A working day off in exchange for a Saturday that is worked."""

    off: Day
    worked: Day
    source: str | None = None


class FixedHoliday(Model):
    """A holiday of a fixed date in every year from `since` on."""

    month: Annotated[int, Field(ge=1, le=12)]
    day: Annotated[int, Field(ge=1, le=31)]
    since: int
    name: LocalizedText


class Calendar(Model):
    """Days off from `first_year` to `last_year` and working Saturdays.

    The years outside `official_years` are not official: the library's guess or computed by rule.
    Beyond `last_year` only the `fixed_holidays` are known.
    """

    version: Day
    source: str
    first_year: int
    last_year: int
    days_off: tuple[DayOff, ...]
    working_saturdays: tuple[Day, ...]
    official_years: tuple[int, ...]
    fixed_holidays: tuple[FixedHoliday, ...]
    plans: tuple[JsonDict, ...]
    rules: JsonDict
    swaps: tuple[Swap, ...]


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


class Price(Model):
    """A list price in US dollars a unit."""

    id: str
    service: str
    item: str
    unit: str
    usd: Decimal
    confidence: Literal["high", "medium", "low"]
    note: str | None


class Prices(Model):
    """The price list of one region and month."""

    version: str
    region: str
    currency: Literal["USD"]
    as_of: Day
    note: str
    prices: tuple[Price, ...]


class MessagePrice(Model):
    """A price in đồng for an SMS segment or a mail."""

    carrier: str
    channel: Literal["sms", "mail"]
    unit: Literal["segment", "message"]
    dong: Annotated[int, Field(gt=0)]
    confidence: Literal["high", "medium", "low"]
    note: str | None


class MessagePrices(Model):
    """The prices of SMS and mails in a month."""

    version: str
    currency: Literal["VND"]
    as_of: Day
    note: str
    prices: tuple[MessagePrice, ...]


def catalogue() -> Catalogue:
    """The core procedures with their content, and with their forms where they have one."""
    loaded = _loaded("catalogue/procedures", Catalogue)
    return loaded.evolve(procedures=tuple(map(_with_form, loaded.procedures)))


def demo_fees() -> DemoFees:
    """The invented fees of a demonstration."""
    return _loaded("demo/fees", DemoFees)


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
    return _loaded("agencies", Agencies)


def calendar() -> Calendar:
    """Days off and working Saturdays."""
    return _loaded("holidays_vn", Calendar)


def substitutions() -> Substitutions:
    """Papers that databases replace."""
    return _loaded("document_substitutions", Substitutions)


def prices(name: str) -> Prices:
    """A price list, such as "ap-southeast-1-2026-11"."""
    return _loaded(f"prices/{name}", Prices)


def message_prices(month: str) -> MessagePrices:
    """The prices of messages in a month, such as "2026-11"."""
    return _loaded(f"prices/messages-{month}", MessagePrices)


def _loaded(name: str, kind: type[M]) -> M:
    return kind.model_validate_json((HERE / f"{name}.json").read_text(encoding="utf-8"))
