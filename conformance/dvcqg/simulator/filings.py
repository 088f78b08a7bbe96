"""Dossiers that citizens file at the portal: pulled with a receipt, or pushed to the province."""

import random
from typing import Any

Item = dict[str, Any]


class Filings:
    """In the order of filing; `page`: how many one pull lists."""

    def __init__(self, page: int = 100) -> None:
        self._page = page
        self._items: dict[str, Item] = {}
        self._received: set[str] = set()

    def add(self, item: Item) -> None:
        """A new dossier, or a changed one, which then waits again."""
        self._items[item["MaHoSo"]] = item
        self._received.discard(item["MaHoSo"])

    def supplement(self, code: str, papers: list[Item], texts: Item) -> Item:
        """What was filed, with further papers and changed texts: it waits again.

        Raises KeyError where nobody filed it here.
        """
        filed = self._items[code]
        supplemented = filed | texts | {"TaiLieuNop": [*filed.get("TaiLieuNop", []), *papers]}
        self.add(supplemented)
        return supplemented

    def waiting(self) -> list[Item]:
        """The oldest without a receipt."""
        left = (item for code, item in self._items.items() if code not in self._received)
        return [item for _, item in zip(range(self._page), left, strict=False)]

    def receive(self, code: str) -> bool:
        """The province has it; False where there is no such dossier."""
        if code not in self._items:
            return False
        self._received.add(code)
        return True

    def pushes(self, *, seed: int = 0, repeat: bool = True, disorder: float = 0.1) -> list[Item]:
        """What is pushed, each twice where `repeat`; a share is moved up to 20 places later."""
        random_ = random.Random(seed)
        copies = 2 if repeat else 1
        listed = [item for item in self._items.values() for _ in range(copies)]
        places = [
            place + (random_.uniform(1, 20) if random_.random() < disorder else 0)
            for place in range(len(listed))
        ]
        order = sorted(range(len(listed)), key=places.__getitem__)
        return [listed[place] for place in order]
