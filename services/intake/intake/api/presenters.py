"""What intake shows, and to whom."""

import unicodedata
from datetime import datetime

from intake.api.schemas import (
    CataloguePage,
    CatalogueQuery,
    DossierPage,
    DossierView,
    DraftView,
    FiledView,
    PageQuery,
    PaperView,
    ProcedureView,
    UploadView,
)
from intake.domain.attachment import UPLOAD_FOR, Paper
from intake.domain.draft import Draft
from intake.domain.person import Profile
from intake.filing.file import Dossier
from intake.repository import Store
from kit.core.errors import NotFound
from kit.http.context import RequestContext
from kit.http.pagination import Cursors


def catalogue(store: Store, query: CatalogueQuery, cursors: Cursors, at: datetime) -> CataloguePage:
    """The procedures that match, in the order of their codes."""
    scope = f"catalogue {query.q} {query.field}"
    after = cursors.open(scope, query.cursor) or ""
    words = plain(query.q or "").split()
    found = [
        row
        for row in store.listed_procedures(at)
        if row.code > after
        and query.field in (None, row.field)
        and all(word in plain(f"{row.code} {row.name}") for word in words)
    ]
    shown = tuple(found[: query.limit])
    rest = shown[-1].code if len(found) > len(shown) else None
    return CataloguePage(items=shown, next=cursors.seal(scope, rest))


def plain(text: str) -> str:
    """Without accents and capitals: "Đăng ký" is "dang ky"."""
    bare = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(character for character in bare if not unicodedata.combining(character))


def procedure(store: Store, code: str, at: datetime) -> ProcedureView:
    """A procedure as the public sees it, in the version in force; raises NotFound."""
    found = store.procedure(code, at)
    if found is None:
        raise NotFound
    return ProcedureView(
        code=code, version=found.version, published_at=found.published_at, **dict(found.content)
    )


def profile(store: Store, request: RequestContext) -> Profile:
    """Who the caller said they are; raises NotFound."""
    person = store.person(request.sub)
    if person is None:
        raise NotFound
    return person.profile


def draft_view(store: Store, draft: Draft, request: RequestContext) -> DraftView:
    """A draft as its owner sees it."""
    procedure = store.procedure(draft.procedure, request.now)
    quote = None
    if procedure and draft.state == "open":
        quote = procedure.content.quoted(
            case=draft.case, channel=draft.channel, at=request.now, counts=draft.counts
        )
    return DraftView(
        draft=draft.id,
        state=draft.state,
        procedure=draft.procedure,
        agency=draft.agency,
        case=draft.case,
        answers=draft.answers,
        papers=draft.papers,
        expires=draft.expires,
        dossier=draft.code,
        quote=quote,
    )


def upload_view(store: Store, paper: Paper, request: RequestContext) -> UploadView:
    """The presigned form of a paper."""
    url, fields = store.bucket.upload_form(paper)
    return UploadView(
        paper=paper.id, url=url, fields=dict(fields), expires=request.now + UPLOAD_FOR
    )


def paper_view(store: Store, draft: Draft, id: str) -> PaperView:
    """A paper of this draft; raises NotFound."""
    paper = store.paper(id)
    if paper is None or paper.draft != draft.id:
        raise NotFound
    return PaperView(
        paper=paper.id,
        component=paper.component,
        state=paper.state,
        why=paper.why,
        pages=paper.pages,
    )


def filed_view(dossier: Dossier) -> FiledView:
    """What the citizen gets at filing."""
    return FiledView(
        code=dossier.id,
        lookup_key=dossier.lookup_key,
        filed_at=dossier.filed_at,
        quote=dossier.quote,
    )


def dossier_view(store: Store, code: str, request: RequestContext) -> DossierView:
    """A dossier for its owner or the staff of its agency; raises NotFound."""
    dossier = store.dossier(code)
    if dossier is None:
        raise NotFound
    request.require_sight(owner=dossier.owner, agency=dossier.agency)
    declared = store.declared_in(dossier)
    return DossierView(
        **dict(dossier.line),
        applicant=declared.applicant,
        contact=declared.contact,
        answers=declared.answers,
        papers=dossier.papers,
        quote=dossier.quote,
    )


def my_dossiers(
    store: Store, query: PageQuery, cursors: Cursors, request: RequestContext
) -> DossierPage:
    """The caller's dossiers, newest first."""
    scope = f"dossiers {request.sub}"
    found, rest = store.dossiers_of(request.sub, cursors.open(scope, query.cursor), query.limit)
    return DossierPage(items=tuple(found), next=cursors.seal(scope, rest))
