"""What casework answers about how much a list holds."""

from front.api_problem import ApiModel


class Words(ApiModel):
    """A text in both languages."""

    vi: str
    en: str | None = None


class ListCount(ApiModel):
    """How much a list holds; `more`: it has more than it is counted to."""

    list: str
    title: Words
    count: int
    more: bool


class ListCounts(ApiModel):
    """Every list, in the order of the work."""

    items: tuple[ListCount, ...]

    def count(self, name: str) -> ListCount | None:
        """That of a list; None for an unknown name."""
        return next((each for each in self.items if each.list == name), None)
