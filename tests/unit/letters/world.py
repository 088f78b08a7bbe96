"""Letters with their surroundings in memory."""

from datetime import timedelta
from typing import Any

from kit.platform.fault_injection import Plan
from kit.security.agency import Agency
from kit.security.staff_directory import Staff
from kit.testing.http_client import ClientResponse, HttpClient
from kit.testing.world import ServiceWorld
from letters.bootstrap import Letters

HOME, NEAR, FAR = "H49.61", "H49.62", "H49.61.01"
FILE = "ab" * 32


class MemoryLetterFiles:
    """`LetterFiles`: every file is there."""

    def __init__(self, stored: dict[str, bytes] | None = None) -> None:
        """`stored`: where documents reads them, by the keys of the bucket."""
        self.missing: set[str] = set()
        self.stored = {} if stored is None else stored

    def store(self, digest: str, content: bytes, media_type: str) -> None:
        self.stored[f"files/{digest}"] = content

    def has(self, digest: str) -> bool:
        return digest not in self.missing

    def link(
        self, letter: str, digest: str, sealed: str | None, name: str, lifetime: timedelta
    ) -> str:
        return f"https://files/{sealed or digest}?{lifetime.seconds}"


def official(role: str, agency: str) -> Staff:
    """Whose token is `<role>@<agency>`."""
    return Staff(sub=f"{role}@{agency}", roles=(role,), agencies=(agency,), name=f"Bà {role}")


class World(ServiceWorld):
    """The service with a clerk, a head and an officer at each of three agencies."""

    def __init__(self, plan: Plan | None = None) -> None:
        super().__init__(plan)
        self.files = MemoryLetterFiles()
        self.service = Letters(self.resources, files=self.files)
        self.repository = self.service.repository
        self.client = HttpClient(self.service.router)
        for agency in (HOME, NEAR, FAR):
            self.directory.put_agency(Agency(code=agency, name=agency, valid_from="2025-07-01"))
            self.employ(*(official(role, agency) for role in ("clerk", "head", "officer")))

    @staticmethod
    def agency(code: str) -> Agency:
        """An agency of the province."""
        return Agency(code=code, name=code, valid_from="2025-07-01")

    def draft(self, *recipients: str, by: str = f"officer@{HOME}", **more: Any) -> ClientResponse:
        """An official drafts a letter of HOME."""
        body = {
            "agency": HOME,
            "type": "cong_van",
            "notation": "SNV-VP",
            "subject": "V/v phối hợp xác minh",
            "recipients": list(recipients or (NEAR,)),
            "files": [
                {"sha256": FILE, "name": "Công văn.pdf", "media_type": "application/pdf", "size": 9}
            ],
        }
        return self.client.post("/v1/outgoing", by, {**body, **more})

    def sent(self, *recipients: str, **more: Any) -> str:
        """The id of a letter that was drafted, numbered, signed and sent."""
        letter = str(self.draft(*recipients, **more).body["id"])
        for act, role, body in (
            ("number", "clerk", None),
            ("sign", "head", {"seal": False}),
            ("send", "clerk", None),
        ):
            assert self.act(letter, act, role, body).status == 200
        return letter

    def act(self, id: str, act: str, role: str = "clerk", body: Any = None) -> ClientResponse:
        """An official of HOME acts on a letter."""
        return self.client.put(f"/v1/outgoing/{id}/{act}", f"{role}@{HOME}", body)

    def recall(self, id: str) -> ClientResponse:
        """The clerk of HOME asks for a letter back."""
        path = f"/v1/outgoing/{id}/recall"
        return self.client.post(path, f"clerk@{HOME}", {"reason": "Gửi nhầm"})

    def at(
        self, agency: str, id: str, act: str, role: str = "clerk", body: Any = None
    ) -> ClientResponse:
        """An official of an agency acts on a letter that it got."""
        return self.client.put(f"/v1/incoming/{agency}/{id}/{act}", f"{role}@{agency}", body)

    def incoming(self, agency: str = NEAR, state: str = "arrived") -> list[Any]:
        """What the clerk of an agency sees."""
        path = f"/v1/incoming?agency={agency}&state={state}"
        return list(self.client.get(path, f"clerk@{agency}").body["items"])

    def book(self, agency: str, direction: str, year: int = 2026) -> Any:
        """A register, as its clerk sees it."""
        return self.client.get(f"/v1/books/{agency}/{year}/{direction}", f"clerk@{agency}").body
