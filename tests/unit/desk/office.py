"""An office at work: officials of every role at one agency, and dossiers at any stage."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.unit.desk.officer import Officer
from tests.unit.pages.html_forms import Values
from tests.unit.pages.page_view import PageView
from tests.unit.pages.services_world import AGENCY, ServicesWorld

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
IDLE = timedelta(minutes=10)
REASON = "Thiếu chữ ký của chủ hộ."


@dataclass
class Office:
    """Officials of one world, each signed in; whoever was idle for long signs in again."""

    world: ServicesWorld = field(default_factory=ServicesWorld)
    language: str = "vi"
    officials: dict[tuple[str, str], Officer] = field(default_factory=dict)
    seen: dict[tuple[str, str], datetime] = field(default_factory=dict)

    def official(self, role: str, agency: str = AGENCY) -> Officer:
        """Somebody of this role, signed in."""
        who = role, agency
        if who not in self.officials:
            official = Officer(role, world=self.world, agency=agency, language=self.language)
            self.officials[who] = official
        if who not in self.seen or self.world.clock() - self.seen[who] > IDLE:
            self.officials[who].sign_in()
        self.seen[who] = self.world.clock()
        return self.officials[who]

    def act(
        self, role: str, code: str, slug: str, values: Values | None = None, agency: str = AGENCY
    ) -> PageView:
        """Open the act, fill its form in, look again, and do it."""
        official = self.official(role, agency)
        opened = official.get(f"/ho-so/{code}/{slug}")
        assert opened.status == 200, opened.text_content
        reviewed = official.submit(f"/{slug}", "review", values)
        if reviewed.status != 200:
            return reviewed
        done = official.submit(f"/{slug}", "confirm")
        self.world.world.settle()
        return done

    def accepted(self) -> str:
        """A dossier that the desk accepted."""
        code = self.world.file_paid()
        self.act("receptionist", code, "tiep-nhan")
        return code

    def in_work(self) -> str:
        """A dossier that an officer works on."""
        code = self.accepted()
        values: Values = {"a.step": "Thẩm định", "a.desk": "chuyen-mon-01"}
        self.act("officer", code, "phan-cong", values)
        return code

    def proposed(self) -> str:
        """A dossier whose decision waits for its approval."""
        code = self.in_work()
        self.act("officer", code, "de-xuat", self.result_values(code))
        return code

    def completed(self) -> str:
        """A dossier with a sealed result."""
        code = self.proposed()
        self.refresh("approver")
        self.act("approver", code, "quyet-dinh")
        return code

    def result_values(self, code: str, **fields: str) -> Values:
        """What an officer enters into every field of the first result."""
        content = self.world.world.proposed_result(code).content.fields
        values: dict[str, str | list[str]] = {}
        for name, value in content.items():
            if isinstance(value, str) and DAY.fullmatch(value):
                year, month, day = value.split("-")
                values |= {f"a.{name}.d": day, f"a.{name}.m": month, f"a.{name}.y": year}
            else:
                lines = value if isinstance(value, tuple) else (str(value),)
                values[f"a.{name}"] = "\n".join(lines)
        return values | {f"a.{name}": text for name, text in fields.items()}

    def refresh(self, role: str) -> None:
        """The official shows the second factor again."""
        self.official(role).sign_in()
