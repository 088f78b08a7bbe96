"""The context of one request: who asks, when, in which language, and whose object it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final

from kit.core.agency_tree import LATEST
from kit.core.errors import Forbidden, NotFound
from kit.security.access_records import Disclosure
from kit.security.mandates import HeldMandate, Use
from kit.security.people import PersonLink, PersonMissing
from kit.security.principal import Principal
from kit.security.staff_directory import Staff

if TYPE_CHECKING:
    from kit.http.authorization import MandateDirectory

NO_VERSION: Final = -1
"""Stands for an ETag that nothing ever had."""


@dataclass(frozen=True, slots=True)
class RequestContext:
    """One request: who, when, in which language. `seed` is the id of what it creates, the same over
    repeats.

    `person` is who a citizen's token speaks for, None before intake knows its subject.
    `lookup_key` is what the header X-Lookup-Key holds, as it was typed, or "": nobody has checked
    it yet.
    """

    now: datetime
    seed: str
    language: str = "vi"
    principal: Principal | None = None
    staff: Staff | None = None
    person: PersonLink | None = None
    mandates: "MandateDirectory | None" = field(default=None, repr=False, compare=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    raw: bytes = field(default=b"", repr=False)
    address: str = field(default="", repr=False)
    lookup_key: str = field(default="", repr=False)
    disclosures: list[Disclosure] = field(default_factory=list, repr=False, compare=False)

    def disclose(
        self, dossier: str | None, rows: int = 1, *, object: str = "", purpose: str = ""
    ) -> None:
        """Note that the answer opens sealed fields: it is recorded before it is sent.

        `object` names the file that it opens, `purpose` what for.
        Who brought no token has no name to record, and gets nothing personal: raises Forbidden.
        """
        if self.principal is None:
            raise Forbidden
        self.disclosures.append(Disclosure(dossier, rows, object, purpose))

    def disclose_to(
        self, reader: Principal, dossier: str, *, object: str = "", purpose: str = ""
    ) -> None:
        """The same where a link of ours is the right: `reader` is whom it was given to."""
        self.disclosures.append(Disclosure(dossier, 1, object, purpose, reader))

    def has_role(self, *roles: str) -> bool:
        """Whether an official with one of these roles asks."""
        return self.staff is not None and bool(set(roles) & set(self.staff.roles))

    @property
    def if_match(self) -> tuple[str, ...]:
        """The ETags of which one must still hold, unquoted; none: whatever holds."""
        tags = (tag.strip() for tag in self.headers.get("if-match", "").split(","))
        return tuple(tag.strip('"') for tag in tags if tag and tag != "*")

    @property
    def seen_versions(self) -> tuple[int, ...]:
        """The versions that the If-Match's ETags begin with, as `<version>-<digest>`."""
        versions = (tag.removeprefix("W/").strip('"').partition("-")[0] for tag in self.if_match)
        return tuple(int(v) if v.isascii() and v.isdigit() else NO_VERSION for v in versions)

    @property
    def sub(self) -> str:
        """The caller's subject; raises Forbidden where nobody is signed in."""
        if self.principal is None:
            raise Forbidden
        return self.principal.sub

    @property
    def citizen(self) -> Principal:
        """The citizen's token; raises Forbidden where nobody or an official asks."""
        if self.principal is None or self.principal.kind != "citizen":
            raise Forbidden
        return self.principal

    @property
    def own_person(self) -> PersonLink:
        """The citizen who asks; raises PersonMissing where they have no profile yet."""
        if self.person is None:
            raise PersonMissing(field="me")
        return self.person

    @property
    def own_ids(self) -> tuple[str, ...]:
        """Under which ids the citizen who asks owns something."""
        return self.person.ids if self.person else ()

    def represents(self, principal: str, use: Use, about: str) -> bool:
        """Whether the citizen who asks has a mandate of the principal for it, now."""
        if self.person is None or self.mandates is None:
            return False
        return self.mandates.permits(self.person, principal, use, about, self.now)

    def held_mandates(self) -> tuple[HeldMandate, ...]:
        """The mandates of others that the citizen who asks has now."""
        if self.person is None or self.mandates is None:
            return ()
        return self.mandates.held(self.person, self.now)

    def require_read_access(
        self, *, owner: str | None, agency: str, dossier: str | None = None
    ) -> None:
        """The owner, who has a mandate of theirs for the `dossier`, and the staff of the agency may
        see it; to everybody else it does not exist (NotFound).
        """
        if owner is not None and owner in self.own_ids:
            return
        if owner is not None and dossier and self.represents(owner, "read", dossier):
            return
        self.require_agency(agency)

    def require_agency(self, agency: str) -> str:
        """Only staff of the agency or of one above it; to everybody else it does not exist
        (NotFound). Answers its own code, whichever of its codes was named.
        """
        if self.staff is None or not self.staff.covers(agency):
            raise NotFound
        return self.staff.tree.holder(agency, LATEST)
