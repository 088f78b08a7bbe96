"""Delegation of a right (ủy quyền, ký thay): an official acts for another one for a time."""

from typing import Literal

from pydantic import AwareDatetime

from kit.security.reach import ReachesDown

DelegatedRole = Literal["approver", "head"]
"""The roles whose rights may be delegated: those that approve and sign."""


class Delegation(ReachesDown):
    """`by` lets its holder act in one of their own roles, for an agency and those below it, from
    `since` on and before `until`.

    `kind` stands on papers before `office`, which is that of `by` (KT. CHỦ TỊCH: ký thay, by a
    deputy of the head; TUQ.: thừa ủy quyền); `title` is the holder's own. Both are those of the
    directory at the moment of the delegation.
    """

    id: str
    by: str
    role: DelegatedRole
    agency: str
    kind: Literal["KT", "TUQ"]
    office: str
    title: str
    since: AwareDatetime
    until: AwareDatetime

    def holds(self, at: AwareDatetime) -> bool:
        """Whether the moment lies within its span."""
        return self.since <= at < self.until

    def covers(self, agency: str) -> bool:
        """Whether it reaches an agency."""
        return self.tree.is_within(agency, (self.agency,))
