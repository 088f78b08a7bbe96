"""To whom SMS go, and how many: they are the dearest thing that strangers can make us buy."""

from hashlib import sha256
from typing import Final, Literal

from contracts.terms import Contact
from kit.core.model import Model

Withheld = Literal["phone_unverified", "country_not_served", "number_limit", "budget_spent"]
"""Why an SMS is not sent though there is a number."""

SOFT_SHARE: Final = 0.8
"""The share of the day's budget after which SMS stop that the law does not ask for."""
DIGEST_BYTES: Final = 3


class SmsPolicy(Model):
    """`countries` are ISO 3166-1 codes; `unverified`: also phones that nobody proved to hold.

    `a_number` is the most SMS to one number on one day in Vietnam, `budget` the đồng of one day.
    """

    countries: frozenset[str] = frozenset({"VN"})
    unverified: bool = False
    a_number: int = 20
    budget: int = 12_000_000

    def refusal(self, phone: str, *, verified: bool) -> Withheld | None:
        """Why no SMS goes to a phone at all."""
        if not (verified or self.unverified):
            return "phone_unverified"
        return None if country_of(phone) in self.countries else "country_not_served"

    def is_spent(self, spent: int, *, required: bool) -> bool:
        """Whether the day's budget is spent for an SMS, `required` by law or not."""
        return spent >= self.budget * (1 if required else SOFT_SHARE)


def country_of(phone: str) -> str | None:
    """The ISO 3166-1 code of a number in E.164; None for satellites and networks of no country."""
    import phonenumbers as plans

    try:
        return plans.region_code_for_number(plans.parse(phone))
    except plans.NumberParseException:
        return None


def number_bucket(phone: str) -> str:
    """Stands for a number where SMS are counted: 24 bits, which about sixty numbers share.

    Counters are stored in the clear, so they must not tell whose they are.
    """
    return sha256(phone.encode()).hexdigest()[: DIGEST_BYTES * 2]


def phone_verified(contact: Contact) -> bool:
    """Whether SMS may go to the contact's phone as to somebody who proved to hold it.

    Intake decides what counts as proof (`intake.domain.person`), and says so when a dossier is
    filed.
    """
    return contact.phone_verified
