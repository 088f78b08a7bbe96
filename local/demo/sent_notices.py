"""The notices that a citizen was sent about one dossier, compared with the event catalogue."""

from collections import Counter
from dataclasses import dataclass

from local.demo import notices
from local.demo.api_client import ApiClient, Json
from local.demo.checks import require
from local.demo.people import Citizen
from local.demo.waiting import wait_for


@dataclass(frozen=True)
class SentNotices:
    """`citizen` are the APIs with the rights of `who`."""

    citizen: ApiClient
    who: Citizen
    code: str

    def wait_for(self, event: str) -> None:
        """Wait until the event's notices are sent. Raises NoProgress."""
        channels = set(notices.expected([event]))
        wait_for(lambda: channels <= set(self._sent()) or None, f"the notice of {event} is sent")

    def messages(self) -> tuple[list[str], list[str]]:
        """All SMS and all mails to this citizen, as the providers hold them."""
        return notices.sent_to(self.who.phone, self.who.mail)

    def require_catalogue(self, events: list[str]) -> tuple[int, int]:
        """Exactly the notices of these events were sent, and the providers hold as many messages.

        Returns the numbers of SMS and mails. Raises CheckFailed, NoProgress.
        """
        catalogue = notices.expected(events)
        total = sum(catalogue.values())

        def all_sent() -> Counter[tuple[str, str]] | None:
            sent = self._sent()
            return sent if sum(sent.values()) >= total else None

        sent = wait_for(all_sent, "every notice is sent")
        require(sent == catalogue, f"notices {sent} are not those of the catalogue {catalogue}")
        sms, mails = (_of(channel, catalogue) for channel in ("sms", "mail"))
        number = self.code.partition("-")[2]
        held = tuple(sum(number in text for text in texts) for texts in self.messages())
        require(held == (sms, mails), f"the providers hold {held}, the catalogue: {(sms, mails)}")
        return sms, mails

    def ended(self) -> Counter[tuple[str, str]]:
        """The notices (event, channel) that were sent, and those that a later event overtook."""
        items = self._items()
        return Counter(
            (notice["template"], notice["channel"])
            for notice in items
            if notice["outcome"] in ("sent", "superseded")
        )

    def _sent(self) -> Counter[tuple[str, str]]:
        sent = (notice for notice in self._items() if notice["outcome"] == "sent")
        return Counter((notice["template"], notice["channel"]) for notice in sent)

    def _items(self) -> list[Json]:
        path = f"/dossiers/{self.code}/notices?limit=50"
        items: list[Json] = self.citizen.get("notifications", path)["items"]
        return items


def _of(channel: str, catalogue: Counter[tuple[str, str]]) -> int:
    return sum(count for (_, each), count in catalogue.items() if each == channel)
