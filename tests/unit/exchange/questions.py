"""Questions as the portal lists them, and what voice says of them."""

from typing import Any, Final

from contracts.national import QuestionReceived
from contracts.voice import FeedbackChanged, PublishedWords
from kit.core.events import Envelope
from kit.core.ids import new_ulid
from kit.security.agency import Agency
from tests.unit.exchange.world import World

NUMBER: Final = "90017"
WORDS: Final = "Tôi làm mất giấy khai sinh thì xin cấp lại ở đâu?"
REPLY: Final = "Bà đến bộ phận Một cửa của phường, mang theo căn cước."
AGENCY: Final = Agency(code="H49.61.01", name="UBND phường Hồng Gai", valid_from="2025-07-01")


def submitted_there(number: Any = NUMBER, **changes: Any) -> dict[str, Any]:
    """A question with more of a person than anybody here needs."""
    return {
        "HOIDAPID": number,
        "MALINHVUC": "G01-TP01",
        "NOIDUNG": WORDS,
        "MADONVI": "H49.61.01",
        "TENDONVI": "UBND phường Hồng Gai",
        "HOVATEN": "Nguyễn Thị Mai",
        "SODIENTHOAI": "0912345678",
        "THUDIENTU": "mai@example.vn",
        "TRANGTHAI": 1,
        **changes,
    }


class QuestionWorld(World):
    """With one agency of ours in the directory."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.resources.directory.put_agency(AGENCY)

    def ask(self, number: Any = NUMBER, **changes: Any) -> None:
        """A citizen asks at the portal."""
        self.portal.questions.file(submitted_there(number, **changes))

    def pull(self) -> int:
        """One run of the puller's part."""
        return self.service.questions.pull("H49")

    def push_questions(self) -> int:
        """One run of the pusher's part."""
        return self.service.questions.push()

    def received(self) -> list[Envelope]:
        """What voice gets."""
        return [each for each in self.events() if each.type == QuestionReceived.TYPE]

    def reply(self, text: str = REPLY, sequence: int = 3) -> Envelope:
        """Voice's event of the reply to the first question, as voice seals it."""
        [received] = self.received()[:1]
        event = FeedbackChanged(
            act="resolve",
            state="resolved",
            agency="H49.61.01",
            agency_name=AGENCY.name,
            by="officer",
            by_name="Trần Văn Bình",
            kind="question",
            national=received.subject,
            reply=text,
        )
        return self.changed(received.data["feedback"], event, sequence, str(received.vault))

    def published(self) -> Envelope:
        """Voice's event of the publication of a question of ours."""
        feedback = new_ulid(self.clock())
        self.repository.create_data_key(f"feedback-{feedback}")
        event = FeedbackChanged(
            act="publish",
            state="published",
            agency="H49.61.01",
            agency_name=AGENCY.name,
            kind="question",
            owner="person",
            published=PublishedWords(question="Giấy khai sinh cấp lại ở đâu?", reply=REPLY),
        )
        return self.changed(feedback, event, 4, f"feedback-{feedback}")

    def changed(self, feedback: str, event: FeedbackChanged, sequence: int, vault: str) -> Envelope:
        """The event in its envelope."""
        data = event.model_dump(mode="json")
        if event.reply is not None:
            cipher = self.repository.cipher(vault)
            data = FeedbackChanged.model_validate_json(
                event.model_dump_json(context={"cipher": cipher}), context={"cipher": None}
            ).model_dump(mode="json", context={"cipher": None})
        return Envelope(
            id=new_ulid(self.clock()),
            type=event.TYPE,
            version=1,
            source="voice",
            subject=feedback,
            sequence=sequence,
            time=self.clock(),
            trace="t",
            vault=vault,
            data=data,
        )

    @property
    def replies(self) -> list[dict[str, Any]]:
        """What the portal has to say to whoever asked."""
        return self.portal.questions.replies_to(NUMBER)
