"""Questions of citizens (hỏi đáp) and the replies of agencies."""

from typing import Any

from dvcqg.form.services import QUESTIONS, REPLIES, item_check
from dvcqg.simulator.refusal import Refusal

Item = dict[str, Any]


class Questions:
    """By HOIDAPID; a repeat replaces, or where `refuse_repeats` it is answered "đã tồn tại"."""

    def __init__(self) -> None:
        self.refuse_repeats = False
        self._filed: dict[str, Item] = {}
        self._synchronised: dict[str, Item] = {}
        self._replies: dict[str, Item] = {}

    def file(self, question: Item) -> None:
        """A citizen files one at the portal."""
        self._filed[str(question["HOIDAPID"])] = question

    def filed_here(self) -> list[Item]:
        """Those that have no reply yet."""
        return [q for key, q in self._filed.items() if key not in self._replies]

    def synchronised(self) -> list[Item]:
        """Those that agencies sent."""
        return list(self._synchronised.values())

    def replies_to(self, question: str) -> list[Item]:
        """At most one."""
        return [self._replies[question]] if question in self._replies else []

    def save_questions(self, items: list[Item]) -> None:
        """DongBoHoiDap; raises Refusal."""
        self._save(QUESTIONS, items, self._synchronised)

    def save_replies(self, items: list[Item]) -> None:
        """DongBoKetQuaHoiDapGuiTuDVCQG; raises Refusal."""
        self._save(REPLIES, items, self._replies)

    def _save(self, service: str, items: list[Item], into: dict[str, Item]) -> None:
        for item in items:
            for violation in item_check(service)(item, ()):
                raise Refusal("wrong_field", str(violation.path[-1]) if violation.path else "")
            if self.refuse_repeats and item["HOIDAPID"] in into:
                raise Refusal("duplicate_question", item["HOIDAPID"])
        into.update({item["HOIDAPID"]: item for item in items})
