"""What callers see of preferences and notices: nothing personal."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from contracts.notifications import NoticeChannel
from contracts.terms import Language
from kit.core.errors import NotFound
from kit.core.model import Body, Model
from kit.http.context import RequestContext
from kit.http.pagination import Cursors
from notifications.domain.correspondence import Preferences
from notifications.domain.notice import Outcome
from notifications.repository import Line, Store


class PreferencesBody(Body):
    """What the citizen chooses. `mail`: also mails that the law does not ask for. No `language`: the dossier's."""

    mail: bool
    language: Language | None = None


class PreferencesView(Model):
    """What the citizen chose."""

    mail: bool
    language: Language | None


class PageQuery(Model):
    """Which page of a list."""

    cursor: Annotated[str, Field(max_length=1024)] | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class NoticeView(Model):
    """A notice and what became of it. `template` is the event it tells, `segments` those of an SMS."""

    notice: str
    channel: NoticeChannel
    template: str
    outcome: Outcome
    attempts: int
    segments: int
    at: datetime


class NoticesView(Model):
    """A page of a dossier's notices, in the order of what they tell."""

    items: tuple[NoticeView, ...]
    next: str | None


def preferences(known: Preferences) -> PreferencesView:
    """What a citizen chose, as shown."""
    return PreferencesView(mail=known.mail, language=known.language)


def notices_of(
    store: Store, cursors: Cursors, request: RequestContext, code: str, query: PageQuery
) -> NoticesView:
    """A page of a dossier's notices for its owner and the staff of its agency; NotFound for everybody else."""
    known = store.correspondence(code)
    if known is None:
        raise NotFound
    request.require_sight(owner=known.owner, agency=known.agency)
    scope = f"notices/{request.sub}/{code}"
    page = store.lines_of(code, cursors.open(scope, query.cursor), query.limit)
    return NoticesView(items=tuple(map(_line, page.found)), next=cursors.seal(scope, page.after))


def _line(line: Line) -> NoticeView:
    return NoticeView.model_validate(line.model_dump())
