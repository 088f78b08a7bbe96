"""A person at a browser who finds every control by the visible words of the page.

The words that they look for are theirs: they stand in the walk before any page was opened. Where a
page lacks them the person reads on, takes the control by the page's own words (`named`), and the
walk has a hesitation.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.browser.walks.official_terms import unexplained
from tests.browser.walks.page_reading import CLICKED, FIELDS, LANDMARKS, PageReading, Part, plain
from tests.browser.walks.walk import Walk

TYPED = ("textbox", "searchbox", "combobox", "spinbutton")


class Person:
    """Somebody at `page`. `pictures` is the folder for screenshots, or None. Pages whose address
    begins so as one of `doubles` are not ours: nobody hesitates there.
    """

    def __init__(
        self, walk: Walk, page: Page, *, doubles: tuple[str, ...] = (), pictures: Path | None = None
    ) -> None:
        self.walk, self.page, self.doubles, self.pictures = walk, page, doubles, pictures
        self.lines: set[str] = set()
        self.pictured = 0

    def open(self, address: str) -> None:
        """An address that is printed on paper, in a message, or known by heart."""
        with self._waiting():
            self.page.goto(address)
        self.walk.pages += 1

    def click(self, *sought: str, named: str = "", leads_to: str = "") -> None:
        """Follow the link, or press the button. Where the words sought lead to another page than
        the one with these words in its title, the person goes back and reads on.
        """
        self._click(self._find(sought, named, CLICKED))
        if leads_to and plain(leads_to) not in plain(self.page.title()):
            self.walk.hesitate(self.page.title(), "wrong turn", " / ".join(sought), named)
            with self._waiting():
                self.page.go_back()
            self.walk.clicks += 1
            self.walk.pages += 1
            self._click(self._find((named,), named, CLICKED))
            assert plain(leads_to) in plain(self.page.title()), self.page.title()

    def unfold(self, *sought: str, named: str = "") -> None:
        """Open a part of the page that is folded."""
        folded = self.page.locator("summary")
        names = [folded.nth(at).inner_text() for at in range(folded.count())]
        phrase = next((p for p in sought if any(plain(p) in plain(n) for n in names)), named)
        if phrase == named:
            self.walk.hesitate(self.page.title(), "words", " / ".join(sought), named)
        at = next(n for n, name in enumerate(names) if plain(phrase) in plain(name))
        self._activate(folded.nth(at))
        self.walk.clicks += 1

    def type(self, *sought: str, letters: str, named: str = "") -> None:
        """Fill a field in."""
        control = self._find(sought, named, TYPED)
        self._write(control, letters)
        self.walk.fields += 1
        self.walk.letters += len(letters)

    def scan(self, *sought: str, text: str, named: str = "") -> None:
        """Let a scanner fill a field in."""
        self._write(self._find(sought, named, TYPED), text)
        self.walk.fields += 1

    def type_day(self, *sought: str, day: str, named: str = "") -> None:
        """Fill a day in, day/month/year, by the fields of a group."""
        reading = self.reading()
        fields = self._group(reading, sought, named)
        for part, letters in zip(fields, day.split("/"), strict=True):
            self._write(self.locate(part), letters)
        self.walk.fields += len(fields)
        self.walk.letters += len(day) - 2

    def pick(self, *sought: str, option: str, named: str = "") -> None:
        """One of the buttons of a group."""
        reading = self.reading()
        fields = self._group(reading, sought, named)
        wanted = plain(option)
        part = next(each for each in fields if wanted in plain(each.name))
        self._select(self.locate(part), "")
        self.walk.fields += 1

    def choose(self, *sought: str, option: str = "", named: str = "") -> None:
        """Tick a box or a button of a group, or choose an option of a list."""
        control = self._find(sought, named, TYPED if option else FIELDS)
        self._select(control, option)
        self.walk.fields += 1

    def attach(self, *sought: str, file: Path, named: str = "", sends: bool = False) -> None:
        """Choose a file or take a photograph; where the page `sends` it at once, the next page."""
        control = self._find(sought, named, CLICKED + FIELDS)
        before = self.page.url
        with self._waiting():
            with self.page.expect_file_chooser() as chooser:
                self._activate(control, wait=False)
            with self.page.expect_navigation() if sends else nullcontext():
                chooser.value.set_files(file)
        self.walk.clicks += 1
        self._count_page(before)

    def download(self, *sought: str, named: str = "") -> bytes:
        """The file that a link or a button leads to."""
        control = self._find(sought, named, CLICKED)
        with self._waiting(), self.page.expect_download() as file:
            self._activate(control, wait=False)
        self.walk.clicks += 1
        return file.value.path().read_bytes()

    def reload(self) -> None:
        """The page once more, by the browser's own button."""
        with self._waiting():
            self.page.reload()
        self.walk.clicks += 1
        self.walk.pages += 1

    def read(self, *sought: str, named: str = "") -> str:
        """The text of the page that has the words; the page is read to its end."""
        reading = self.reading()
        self._read_lines([part.name for part in reading.content], reading)
        text = reading.text()
        phrase = next((each for each in sought if plain(each) in plain(text)), "")
        if not phrase:
            assert named, f"{sought} on “{reading.title}”:\n{text}"
            assert plain(named) in plain(text), f"{named} on “{reading.title}”:\n{text}"
            self.walk.hesitate(reading.title, "words", " / ".join(sought), named)
        return text

    def reading(self) -> PageReading:
        """The page in its order."""
        return PageReading.of(self.page)

    def take(self, thing: str) -> None:
        """What the person has in hand at the end."""
        self.walk.in_hand = thing

    def picture(self) -> None:
        """A picture of what is on the screen, for the documents."""
        self.pictured += 1
        if self.pictures is not None:
            path = self.pictures / f"{self.walk.slug}-{self.pictured}.png"
            self.page.screenshot(path=path, animations="disabled")

    def locate(self, part: Part) -> Locator:
        """The control of the page."""
        role = self.page.get_by_role(part.role, name=part.name, exact=True)  # type: ignore[arg-type]
        return role.nth(part.nth)

    def _click(self, control: Locator) -> None:
        before = self.page.url
        self._activate(control)
        self.walk.clicks += 1
        self._count_page(before)

    @contextmanager
    def _waiting(self) -> Iterator[None]:
        """The seconds of the machine."""
        begun = time.perf_counter()
        yield
        self.walk.machine_seconds += time.perf_counter() - begun

    def _activate(self, control: Locator, *, wait: bool = True) -> None:
        if not wait:
            control.click()
            return
        with self._waiting():
            control.click()
            self.page.wait_for_load_state("load")

    def _write(self, control: Locator, letters: str) -> None:
        control.fill(letters)

    def _select(self, control: Locator, option: str) -> None:
        if option:
            control.select_option(label=option)
        else:
            control.check()

    def _count_page(self, before: str) -> None:
        if self.page.url != before:
            self.walk.pages += 1

    def _find(self, sought: tuple[str, ...], named: str, roles: tuple[str, ...]) -> Locator:
        reading = self.reading()
        part = reading.find(sought, roles)
        if part is None and roles is TYPED:
            under = (reading.field_under(phrase, roles) for phrase in sought)
            part = next((each for each in under if each is not None), None)
        if part is None or part.within in LANDMARKS:
            named_part = reading.named(named, roles, own=part is not None) if named else None
            if named_part is not None:
                part = named_part
                self._hesitate(reading, "words", " / ".join(sought), part.name)
        assert part is not None, f"{sought} on “{reading.title}”:\n{self._offered(reading)}"
        if others := reading.namesakes(part):
            self._hesitate(reading, "namesakes", sought[0], f"{part.name} × {len(others) + 1}")
        before = reading.before(part)
        for term in sorted({*unexplained(before, reading.text())} - self.walk.own_terms):
            self._hesitate(reading, "term", sought[0], term)
        if invitation := reading.invitation():
            self._hesitate(reading, "sign-in", sought[0], invitation.name)
        self._read_lines([*before, part.name], reading)
        return self.locate(part)

    def _group(self, reading: PageReading, sought: tuple[str, ...], named: str) -> list[Part]:
        matches = (reading.fields_of(phrase) for phrase in sought)
        fields = next((each for each in matches if each), None)
        if not fields:
            under = (reading.field_under(phrase, FIELDS) for phrase in sought)
            field = next((each for each in under if each is not None and each.group), None)
            fields = reading.fields_of(field.group) if field else None
        if not fields:
            fields = reading.fields_of(named) if named else []
            assert fields, f"{sought} on “{reading.title}”:\n{self._offered(reading)}"
            self._hesitate(reading, "words", " / ".join(sought), fields[0].group)
        self._read_lines([*reading.before(fields[0]), fields[0].group], reading)
        return fields

    def _hesitate(self, reading: PageReading, kind: str, sought: str, shown: str) -> None:
        if not self.page.url.startswith(self.doubles or ("-",)):
            self.walk.hesitate(reading.title, kind, sought, shown)  # type: ignore[arg-type]

    def _read_lines(self, lines: list[str], reading: PageReading) -> None:
        """A line that was read on a page before is not read again."""
        new = [line for line in (reading.title, *lines) if line not in self.lines]
        self.lines.update(new)
        self.walk.words += sum(len(line.split()) for line in dict.fromkeys(new))

    @staticmethod
    def _offered(reading: PageReading) -> str:
        return "\n".join(f"{p.role} [{p.group}] {p.name}" for p in reading.content if p.name)
