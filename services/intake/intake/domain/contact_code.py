"""The one-time code by which a person proves a new phone or mailbox before notices go there."""

import hmac
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import ClassVar, Final, Literal

from pydantic_core import PydanticCustomError

from contracts.intake import ContactCodeRequested, ContactReplaced
from contracts.terms import Contact, Moment
from intake.domain.person import Person, person_vault
from intake.domain.profile import Profile
from intake.domain.profile_fields import email, phone
from intake.domain.verified_identity import VerifiedIdentity
from kit.core.errors import Conflicting
from kit.core.model import Aggregate, Model, Sealed

LASTS: Final = timedelta(minutes=10)
MOST_ATTEMPTS: Final = 5
DIGITS: Final = 6


class ContactCodeRequired(Conflicting):
    """Notices would go to a phone or mailbox that nobody has proved yet."""

    code = "contact_code_required"
    vi = "Vui lòng xác nhận số điện thoại hoặc thư điện tử mới bằng mã được gửi đến đó."
    en = "Please confirm the new phone number or e-mail address with the code that was sent to it."


class ContactCodeWrong(Conflicting):
    """The code is wrong, expired or used up, or there is none: the answer is the same."""

    code = "contact_code_wrong"
    vi = (
        "Mã xác nhận không đúng hoặc không còn hiệu lực. Vui lòng kiểm tra lại hoặc yêu cầu mã mới."
    )
    en = "The code is wrong or no longer valid. Please check it, or request another one."


class ContactVerifiedByIssuer(Conflicting):
    """The issuer of the account says which phone it is."""

    code = "contact_verified_by_issuer"
    vi = (
        "Số điện thoại này đã được xác thực cùng tài khoản định danh. Vui lòng thay đổi tại nơi "
        "cấp tài khoản."
    )
    en = (
        "This phone number was verified with the identity account. Please change it where the "
        "account was issued."
    )


class ContactCode(Aggregate):
    """`contact` has the one new phone or mailbox; `about` is the dossier whose notices go there,
    None: those of the profile. `digest` is keyed: six digits can be tried out. `attempts` counts
    every comparison, the right one too.
    """

    KIND: ClassVar[str] = "CONTACT_CODE"

    owner: str
    about: str | None
    contact: Sealed[Contact]
    digest: str
    expires: Moment
    attempts: int = 0
    state: Literal["open", "confirmed"] = "open"

    def index_attributes(self) -> dict[str, str | int]:
        """It ends by itself, a day later."""
        return {"ttl": int((self.expires + timedelta(days=1)).timestamp())}

    def compared(self, at: datetime) -> "ContactCode":
        """With one attempt more; raises ContactCodeWrong where none is left."""
        if self.state != "open" or at >= self.expires or self.attempts >= MOST_ATTEMPTS:
            raise ContactCodeWrong
        return self.evolve(attempts=self.attempts + 1)

    def confirm(self, former: Contact | None) -> tuple["ContactCode", ContactReplaced | None]:
        """The address is proved; whoever had the `former` one gets a notice there."""
        replaced = self._former(former)
        event = ContactReplaced(contact=replaced) if replaced else None
        return self.evolve(state="confirmed"), event

    def _former(self, former: Contact | None) -> Contact | None:
        if former is None:
            return None
        if self.contact.phone is not None:
            if former.phone in (None, self.contact.phone):
                return None
            return former.evolve(email=None)
        if former.email in (None, self.contact.email):
            return None
        return former.evolve(phone=None, phone_verified=False)


class NewContact(Model):
    """One phone or mailbox; `about` is the dossier whose notices are to go there, None: all new
    ones.
    """

    contact: Contact
    about: str | None = None


def request_code(
    id: str, owner: str, new: NewContact, digits: str, *, key: bytes, at: datetime
) -> tuple[ContactCode, ContactCodeRequested]:
    """The code lies sealed in the event, and nowhere else."""
    expires = at + LASTS
    code = ContactCode(
        id=id,
        vault=person_vault(owner),
        owner=owner,
        about=new.about,
        contact=new.contact,
        digest=contact_digest(key, id, digits),
        expires=expires,
    )
    event = ContactCodeRequested(contact=new.contact, one_time_code=digits, expires=expires)
    return code, event


def contact_digest(key: bytes, id: str, digits: str) -> str:
    """A keyed hash of the digits of one code."""
    return hmac.digest(key, f"contact code|{id}|{digits}".encode(), sha256).hex()


def is_code(code: ContactCode, keys: tuple[bytes, ...], digits: str) -> bool:
    """Whether these are its digits, by any version of the secret; in constant time."""
    digests = [contact_digest(key, code.id, digits) for key in keys]
    return sum(hmac.compare_digest(digest, code.digest) for digest in digests) > 0


def with_confirmed(contact: Contact | None, confirmed: Contact) -> Contact:
    """The contact with the phone or mailbox that was proved; the other one stays."""
    present = contact or Contact(language=confirmed.language)
    if confirmed.phone is not None:
        return present.evolve(phone=confirmed.phone, phone_verified=True)
    return present.evolve(email=confirmed.email)


def require_proved(contact: Contact | None, *proved: Contact | None) -> None:
    """Phone and mailbox are those of one of the `proved` ones; raises ContactCodeRequired."""
    if contact is None:
        return
    present = [each for each in proved if each is not None]
    if contact.phone is not None and contact.phone not in {each.phone for each in present}:
        raise ContactCodeRequired(field="phone")
    if contact.email is not None and contact.email not in {each.email for each in present}:
        raise ContactCodeRequired(field="email")


def require_unchanged(
    existing: Person | None, profile: Profile, verified: VerifiedIdentity | None
) -> None:
    """Who has a profile changes its contact by a code, unless the issuer of their account verified
    the phone. Raises ContactCodeRequired.
    """
    if existing is None:
        return
    by_issuer = verified is not None and "phone" in verified.facts
    new = Contact(
        phone=None if by_issuer or not _is_valid(phone, existing.profile.phone) else profile.phone,
        email=profile.email if _is_valid(email, existing.profile.email) else None,
    )
    require_proved(new, existing.contact)


def _is_valid(rule: Callable[[str], str], stored: str) -> bool:
    """Whether what was stored obeys today's rules: nothing arrives at what does not."""
    try:
        rule(stored)
    except PydanticCustomError:
        return False
    return True
