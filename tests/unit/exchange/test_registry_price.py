"""What an inquiry costs in the exchange, apart from its dossier (R7)."""

from collections.abc import Sequence
from math import ceil
from typing import Final

from bench.prices import latest
from contracts.intake import DataRequested
from contracts.registries import ReplacedPaper
from contracts.terms import Applicant, Owner
from contracts.testing.dossier_events import DRAFT, OWNER, DossierEvents
from exchange.domain.registry_answer import Answer, Match, RegistryQuery
from kit.persistence.items import Put, Write
from tests.unit.exchange.registry_world import World
from tests.unit.exchange.test_price import CountingTransport, Units

MOST: Final = 0.00002
"""US dollars for one inquiry."""
GB: Final = 0.5
CALL_SECONDS: Final = 0.3
"""A registry's own time is not known; three times that of a query at a national portal's lists."""
INVOCATIONS: Final = 3
"""Of inbox, asker and relay, each for this inquiry alone: the dearest case."""
REQUESTS: Final = 2 + 3 + 2
"""SQS: the event received and deleted; the asker told, and its message received and deleted; the
answer sent to two subscribers."""
GB_SECONDS_A_MESSAGE: Final = 0.02 * GB
CARD = ReplacedPaper(component="p2", name="Căn cước", database="CSDL quốc gia về dân cư")


class SizedUnits(Units):
    """Sizes as DynamoDB has them: names and values in UTF-8; an index entry that comes, and one
    that goes, is a unit each, a whole item in the index of lists another one."""

    def count(self, writes: Sequence[Write]) -> None:
        factor = 2 if len(writes) > 1 else 1
        for write in writes:
            assert isinstance(write, Put)
            item = write.item
            attributes = {"pk": item.pk, "sk": item.sk, "doc": item.doc, "version": "1"}
            attributes |= {name: str(each) for name, each in item.index_attributes.items()}
            size = sum(len((name + value).encode()) for name, value in attributes.items())
            units = factor * ceil(size / 1024)
            units += 2 * ("waiting" in attributes) + ceil(size / 1024) * ("by" in attributes)
            self.items[item.sk] = self.items.get(item.sk, 0) + units
            self.written += units


class Agreeing:
    """Everything is as stated."""

    def ask(self, _query: RegistryQuery) -> Answer:
        return Match()


def test_an_inquiry_costs_at_most_what_it_may() -> None:
    units = SizedUnits()
    world = World(Agreeing(), transport=CountingTransport(units))
    event = DataRequested(
        procedure="1.001612",
        agency="H49.61.01",
        owner=Owner(sub=OWNER),
        applicant=Applicant(
            full_name="Nguyễn Thị An", identity_number="022190001234", address="Hạ Long"
        ),
        papers=(CARD,),
        by=OWNER,
        by_kind="citizen",
        by_name="",
    )
    message = DossierEvents(world.vault, at=world.clock()).publish("intake", event, DRAFT)

    world.receive([message.model_copy(update={"dossier": None})])
    world.answer()

    assert len(world.port.calls) == 1
    relayed = 2  # the mark of an unsent event is removed: the item and its index entry
    prices = latest()
    lines = {
        "writes": prices.of("dynamodb.write_unit", units.written + relayed),
        "reads": prices.of("dynamodb.read_unit", units.read),
        "sqs": prices.of("sqs.request", REQUESTS),
        "lambda_requests": prices.of("lambda.request", INVOCATIONS),
        "lambda_duration": prices.of(
            "lambda.gb_second.arm64", INVOCATIONS * GB_SECONDS_A_MESSAGE + CALL_SECONDS * GB
        ),
    }
    total = float(sum(lines.values()))
    print(f"US${total:.7f} an inquiry:", {k: f"{float(v):.7f}" for k, v in lines.items()})
    print(units.written, "write units:", units.items)
    assert total <= MOST
