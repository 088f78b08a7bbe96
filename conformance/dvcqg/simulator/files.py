"""Files of dossiers that were filed at the portal."""

from datetime import datetime

from dvcqg.simulator.exchange import Answer


class Files:
    """By name; a file may become available at a later moment."""

    def __init__(self) -> None:
        self._contents: dict[str, tuple[bytes, datetime | None]] = {}

    def add(self, name: str, content: bytes, available_from: datetime | None = None) -> None:
        """Replaces one of the same name."""
        self._contents[name] = (content, available_from)

    def answer(self, name: str, now: datetime) -> Answer:
        """404 without such a file, 503 before its moment."""
        if name not in self._contents:
            return Answer(404)
        content, available_from = self._contents[name]
        if available_from is not None and now < available_from:
            return Answer(503)
        return Answer(200, content, "application/octet-stream")
