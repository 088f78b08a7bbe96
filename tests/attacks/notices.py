"""Attacks on notices: numbers that cost, floods of filings, addresses and names that inject."""

from functools import partial
from typing import Any, Final

from contracts.testing.dossier_events import PHONE, DossierEvents, contact_of, dossier_filed
from intake.domain.daily_limits import DailyLimits
from intake.domain.person import Person
from kit.core import base32
from notifications.domain.sms_policy import SmsPolicy
from tests.attacks.attack import Attack
from tests.unit.intake import world as intake
from tests.unit.intake.test_api import PROFILE
from tests.unit.intake.test_api import World as Intake
from tests.unit.notifications.test_sms_allowance import spend
from tests.unit.notifications.world import World

BUDGET: Final = 12_000_000
"""đồng a day."""


def filings(number: int, phone: str, *, verified: bool = True, spent: int = 0) -> str:
    """Finding 5: so many dossiers were filed for one phone; how many SMS and mails it costs."""
    world = World(policy=SmsPolicy(budget=BUDGET))
    spend(world, spent)
    for place in range(number):
        code, draft = f"H49.61.01-261123-{place:04}", f"01KAQ{base32.encode(place, 21)}"
        filed = dossier_filed()
        contact = contact_of(filed, phone=phone, phone_verified=verified)
        events = DossierEvents(world.vault, code=code, draft=draft)
        world.receive(events.publish("intake", filed.evolve(contact=contact)))
    sent = world.sender.channels()
    return f"{sent.count('sms')} SMS, {sent.count('mail')} mails"


def flooded(what: str) -> str:
    """One citizen begins or files without end."""
    world = intake.World(limits=DailyLimits(drafts=9, filings=4))
    done = 0
    try:
        while done < 50:
            draft = world.prepare_draft()
            if what == "filings":
                world.attach(draft)
                world.file(draft)
            done += 1
    except Exception as error:  # noqa: BLE001 - its kind is compared
        return f"{type(error).__name__} after {done}"
    return "no end"


def typed(**changes: Any) -> str:
    """Somebody types a profile: the refusal, or what is kept."""
    answer = Intake().client.put("/v1/me", "an", {**PROFILE, **changes})
    if answer.status >= 400:
        return f"{answer.status} {answer.code}"
    return repr([answer.body[name] for name in changes])


def published(**changes: str) -> str:
    """A procedure's words as they stand in notices and on papers."""
    world = Intake()
    content = intake.a_procedure().model_dump(mode="json") | changes
    assert world.client.put(f"/v1/procedures/{intake.CODE}", "editor", content).status == 200
    view = world.client.get(f"/v1/procedures/{intake.CODE}").body
    return repr([view[name] for name in changes])


def reproved() -> str:
    """A phone takes the place of the one that was verified."""
    person = Person(id="an", profile=intake.AN, phone_verified=True)
    return str(person.with_profile(intake.AN.evolve(phone="+84987654321")).contact.phone_verified)


_ABROAD: Final = {
    "Cuba": "+5352345678",
    "Somalia": "+252612345678",
    "Jamaica": "+18765551234",
    "the Ivory Coast": "+2250712345678",
    "the United States": "+12025550123",
    "Latvia": "+37121234567",
    "Kyrgyzstan": "+996700123456",
    "a satellite": "+8816123456789",
    "another satellite": "+88216123456",
    "a premium network": "+979123456789",
    "no plan": "+0",
    "text": "not a number",
}
_DEAR: Final = ("1900 1234", "19001234", "+84 1900 1234", "113", "024 3825 1234", "+979123456789")
_MAILBOXES: Final = (
    "an@example.vn\r\nBcc: all@example.vn",
    "an@example.vn, binh@example.vn",
    "an@example.vn;binh@example.vn",
    "An <an@example.vn>",
    '"an"@example.vn',
    "an@example.vn%0aBcc:x@y.vn",
    "an@[127.0.0.1]",
    "an@localhost",
    "an@example.vn\nCc:",
    "an@example.vn\x00",
    "a" * 300 + "@example.vn",
)

ATTACKS: Final[tuple[Attack, ...]] = (
    *(
        Attack(
            f"SMS to {name}",
            partial(filings, 2, number),
            "0 SMS, 2 mails",
            finding="security-5",
        )
        for name, number in _ABROAD.items()
    ),
    *(
        Attack(
            f"SMS to {name} that nobody proved to hold",
            partial(filings, 8, number, verified=False),
            "0 SMS, 8 mails",
        )
        for name, number in (("a home number", PHONE), ("Cuba", _ABROAD["Cuba"]))
    ),
    Attack("thirty filings for one number", partial(filings, 30, PHONE), "20 SMS, 30 mails"),
    Attack(
        "filings on a day whose money is spent",
        partial(filings, 5, PHONE, spent=BUDGET),
        "0 SMS, 5 mails",
    ),
    Attack("filings without end", partial(flooded, "filings"), "TooManyFilings after 4"),
    Attack("drafts without end", partial(flooded, "drafts"), "TooManyDrafts after 9"),
    Attack("another phone in the place of a verified one", reproved, "False"),
    *(
        Attack(f"a phone like {number!r}", partial(typed, phone=number), "422 phone_malformed")
        for number in _DEAR
    ),
    *(
        Attack(f"a mailbox like {text[:30]!r}", partial(typed, email=text), "422 email_malformed")
        for text in _MAILBOXES
    ),
    Attack(
        "a name with a mail's header",
        partial(typed, full_name="An\r\nBcc: all@example.vn"),
        "['An Bcc: all@example.vn']",
    ),
    Attack(
        "a name that turns the text around", partial(typed, full_name="An\u202e\u2066"), "['An']"
    ),
    *(
        Attack(
            f"a procedure's {field} of two lines",
            partial(published, **{field: "Phí\r\nBcc:\u200b a@b.vn\u202e"}),
            "['Phí Bcc: a@b.vn']",
        )
        for field in ("name", "short_name", "field")
    ),
)
