"""The place of an agency in the tree, its codes and its successors, as an administrator states
them."""

from collections.abc import Iterable
from dataclasses import dataclass

from casework.domain.cooperation import UnknownAgency
from kit.core.agency_code import parent_code
from kit.core.agency_tree import LATEST, AgencyTree
from kit.core.errors import Invalid
from kit.security.staff_directory import Agency, Directory, Staff


class WrongParent(Invalid):
    """An agency stands below another one of the directory, within the administrator's reach, and
    not below itself."""

    code = "wrong_parent"
    vi = "Cơ quan cấp trên phải có trong danh bạ, thuộc phạm vi quản trị và không phải cấp dưới."
    en = "The agency above must be in the directory, within your reach, and not below this one."


class CodeTaken(Invalid):
    """A code is that of one agency on each day."""

    code = "code_taken"
    vi = "Mã định danh này đã thuộc về cơ quan khác, hoặc ngoài phạm vi quản trị."
    en = "The code belongs to another agency, or is out of your reach."


class SuccessionMalformed(Invalid):
    """Who went into another agency has ended before that day."""

    code = "succession_malformed"
    vi = "Cơ quan đã sáp nhập phải kết thúc hoạt động trước ngày sáp nhập vào cơ quan khác."
    en = "An agency that was merged into another one must have ended before that day."


@dataclass(frozen=True, slots=True)
class AgencyPlacement:
    """What an administrator may state, in the tree of this moment."""

    directory: Directory
    tree: AgencyTree
    administrator: Staff

    def may_replace(self, code: str) -> bool:
        """Their own agencies and those below; a new one elsewhere only for the whole province."""
        if self.administrator.covers(code):
            return True
        return self.administrator.of_province and self.directory.agency(code) is None

    def placed(self, agency: Agency) -> Agency:
        """With the agency above it; raises WrongParent, CodeTaken, SuccessionMalformed,
        UnknownAgency.
        """
        usual = parent_code(agency.code)
        parent = agency.parent or usual
        if parent != usual and (parent is None or not self._is_own(parent)):
            raise WrongParent(field="parent")
        if parent and agency.code in self.tree.lineage(parent):
            raise WrongParent(field="parent")
        self._require_codes(agency)
        self._require_succession(agency)
        return agency.evolve(parent=parent)

    def _is_own(self, code: str) -> bool:
        return self.administrator.covers(code) and self.directory.agency(code) is not None

    def _require_codes(self, agency: Agency) -> None:
        if self.tree.holder(agency.code, LATEST) != agency.code:
            raise CodeTaken(field="code")
        for each in agency.codes:
            others = self.tree.holders(each.code, each.valid_from, each.valid_until)
            is_free = others <= {agency.code} and self.directory.agency(each.code) is None
            if not is_free or not self.administrator.covers(each.code):
                raise CodeTaken(field="codes")

    def _require_succession(self, agency: Agency) -> None:
        ended = agency.valid_until or LATEST
        if any(each.day <= ended for each in agency.merged_into):
            raise SuccessionMalformed(field="merged_into")
        if any(each.day > agency.valid_from for each in agency.split_from):
            raise SuccessionMalformed(field="split_from")
        self._require_listed(agency, "merged_into", (each.agency for each in agency.merged_into))
        self._require_listed(agency, "split_from", (each.agency for each in agency.split_from))
        if not all(self.administrator.covers(each.agency) for each in agency.merged_into):
            raise UnknownAgency(field="merged_into")

    def _require_listed(self, agency: Agency, field: str, codes: Iterable[str]) -> None:
        for code in codes:
            if code == agency.code or self.directory.agency(code) is None:
                raise UnknownAgency(field=field)
