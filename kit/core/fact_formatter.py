"""Facts in a sentence, as people of its language read them."""

from datetime import date
from string import Formatter
from typing import Any


class FactFormatter(Formatter):
    """Puts facts into a sentence as people of its language read them."""

    def __init__(self, language: str) -> None:
        self.english = language == "en"

    def format_field(self, value: Any, format_spec: str) -> str:
        """Amounts of đồng, days and pairs by the language, the rest as it is."""
        if format_spec == "dong":
            return f"{value:,} VND" if self.english else f"{value:,} đồng".replace(",", ".")
        if isinstance(value, date):
            return f"{value.day} {value:%B %Y}" if self.english else f"{value:%d/%m/%Y}"
        if isinstance(value, tuple):
            return str(value[self.english])
        return str(format(value, format_spec))
