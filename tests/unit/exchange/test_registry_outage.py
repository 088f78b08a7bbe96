"""A registry that is away: few calls, no waiting, each paper asked for on its ground (R1, R2)."""

import ast
import json
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Final

from contracts.intake import DataRequested
from contracts.registries import RegistryResponded, ReplacedPaper
from contracts.terms import Applicant, Owner
from contracts.testing.dossier_events import OWNER, DossierEvents
from exchange.domain.inquiry import Inquiry
from exchange.domain.inquiry_log import LogEntry
from exchange.domain.registry_answer import Answer, Match, RegistryQuery, Unavailable
from kit.core.budget import UNLIMITED
from kit.core.events import Envelope
from tests.unit.exchange.registry_world import World

HERE: Final = Path(__file__).parents[3] / "services"
CARD = ReplacedPaper(component="p2", name="Căn cước", database="CSDL quốc gia về dân cư")
LAND = ReplacedPaper(component="p3", name="Giấy chứng nhận", database="CSDL quốc gia về đất đai")
FILINGS_A_MINUTE: Final = 20
"""The province's peak: 600,000 a year, four times the mean of 250 days of eight hours."""


class Switched:
    """Registries that answer, save those that are away."""

    def __init__(self) -> None:
        self.away: set[str] = set()

    def ask(self, query: RegistryQuery) -> Answer:
        return Unavailable(reason="failed") if query.registry.code in self.away else Match()


def requested(world: World, number: int) -> Envelope:
    event = DataRequested(
        procedure="1.001612",
        agency="H49.61.01",
        owner=Owner(sub=OWNER),
        applicant=Applicant(
            full_name="Nguyễn Thị An", identity_number=f"0221900{number:05}", address="Hạ Long"
        ),
        papers=(CARD, LAND),
        by=OWNER,
        by_kind="citizen",
        by_name="",
    )
    draft = f"01KAQ{number:021}"
    events = DossierEvents(world.vault, draft=draft, at=world.clock())
    return events.publish("intake", event, draft).model_copy(update={"dossier": None})


def responses(world: World) -> Counter[tuple[str, str]]:
    events = (each for each in world.events() if each.type == RegistryResponded.TYPE)
    parts = (each.read(RegistryResponded) for each in events)
    return Counter((each.registry, each.outcome) for each in parts)


def test_a_registry_that_is_away_for_an_hour_gets_few_calls_and_no_inquiry_waits() -> None:
    port = Switched()
    world = World(port)
    port.away.add("population")

    number = 0
    for _ in range(60):
        for _ in range(FILINGS_A_MINUTE):
            number += 1
            world.receive([requested(world, number)])
        world.answer()
        world.clock.advance(timedelta(minutes=1))
    calls = Counter(each.registry.code for each in world.port.calls)

    assert calls["land"] == number == 1_200
    assert calls["population"] <= 100
    print(f"{calls['population']} calls of {number} inquiries within the hour")
    assert responses(world) == {("population", "unavailable"): number, ("land", "found"): number}
    assert world.repository.open_inquiries(world.clock(), 10) == []

    port.away.clear()
    world.clock.advance(timedelta(minutes=16))
    world.receive([requested(world, number + 1), requested(world, number + 2)])
    world.answer()
    assert responses(world)["population", "found"] == 2


def test_the_sweeper_notifies_the_asker_of_an_inquiry_that_waits() -> None:
    world = World(Switched())
    world.receive([requested(world, 1)])
    world.waiting.clear()
    world.clock.advance(timedelta(minutes=2))

    world.service.sweeps["inquiries"](UNLIMITED)
    world.answer()

    assert sum(responses(world).values()) == 2


def sources() -> list[tuple[str, ast.Module]]:
    return [
        (str(path.relative_to(HERE)), ast.parse(path.read_text("utf-8")))
        for path in sorted((HERE / "exchange/exchange").rglob("*.py"))
    ]


def callers(name: str) -> set[str]:
    """Files that call something of this name."""
    return {
        path
        for path, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id == name)
            or (isinstance(node.func, ast.Attribute) and node.func.attr == name)
        )
    }


def test_no_code_path_calls_a_registry_but_for_an_inquiry_with_purpose_and_ground() -> None:
    """The port is called for stored inquiries only, these are created where their ground was
    determined, in one transaction with their entry, and none is valid without both."""
    home = "exchange/exchange/registries"
    assert callers("RegistryQuery") == {f"{home}/answer.py"}
    assert callers("Inquiry") == {f"{home}/ask.py"}
    assert callers("save_inquiry") == {f"{home}/ask.py"}
    assert callers("AskRegistry") == {
        f"{home}/ask_for_draft.py",
        "exchange/exchange/api/registries/handlers.py",
    }
    for model in (Inquiry, LogEntry):
        for field in ("purpose", "ground", "about", "fields"):
            assert model.model_fields[field].is_required(), (model.__name__, field)


def test_every_field_that_is_shown_was_asked_for_and_stands_in_the_log() -> None:
    world = World(Fetching())
    world.filed()
    world.compare("population")
    world.compare("population", mode="fetch", fields=["residence", "household_head"])

    shown = world.inquiries()
    logged = {(e["mode"], f["name"]) for e in shown["log"] for f in e["fields"]}
    for inquiry in shown["inquiries"]:
        fields = {*inquiry["values"], *inquiry["differing"]}
        assert {(inquiry["mode"], each) for each in fields} <= logged
        assert json.dumps(inquiry["values"]).count("secret") == len(inquiry["values"])


class Fetching:
    """Has a value of each field that is asked for."""

    def ask(self, query: RegistryQuery) -> Answer:
        if query.mode == "compare":
            return Match()
        return Match(values={each.name: "secret" for each in query.fields})
