"""Names of people, compared as people write them."""

import unicodedata


def is_same_name(one: str, other: str) -> bool:
    """The same name, whatever its accents, capitals and spaces."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(letters.casefold().split())
