"""What intake does: load, decide, commit."""

from datetime import datetime

from contracts.terms import ProcedureCode
from intake.domain import draft as drafts
from intake.domain.dossier_code import day_of, dossier_code
from intake.domain.draft import Answers, Draft, NewDraft
from intake.domain.person import Person, Profile, require_printable, vault_of
from intake.domain.procedure import Procedure, ProcedureContent, publish, vietnam_day
from intake.filing.file import Dossier, Filing, Numbered, PersonMissing, chosen_papers
from intake.filing.file import file as filed
from intake.repository import Store
from kit.core.errors import Invalid, NotFound, TooLarge
from kit.core.events import Change, TooLargeToSend
from kit.http.context import RequestContext
from kit.persistence.repository import retry_on_conflict
from kit.platform import fault_injection, log
from kit.security.staff_directory import Agency


class UnknownProcedure(Invalid):
    """There is no such procedure in the catalogue."""

    code = "unknown_procedure"
    vi = "Không có thủ tục này trong danh mục."
    en = "There is no such procedure in the catalogue."


class UnknownAgency(Invalid):
    """There is no such agency in the directory."""

    code = "unknown_agency"
    vi = "Không có cơ quan này trong danh bạ."
    en = "There is no such agency in the directory."


class ProcedureTooLarge(TooLarge):
    """What hearers need of the procedure does not fit into one event."""

    code = "procedure_too_large"
    vi = "Nội dung thủ tục quá lớn."
    en = "The procedure says more than fits into one event."


@retry_on_conflict
def put_procedure(
    store: Store, code: ProcedureCode, content: ProcedureContent, *, at: datetime
) -> int:
    """Publish a version, in force from its `valid_from`; the same content again changes nothing. Returns its number."""
    present = store.newest_procedure(code)
    published = publish(present, code, content, at=at)
    if published is None:
        return present.version if present else 0
    try:
        store.commit_procedure(*published, at=at)
    except TooLargeToSend:
        raise ProcedureTooLarge from None
    return published[0].version + 1


@retry_on_conflict
def put_person(store: Store, sub: str, profile: Profile, *, at: datetime) -> Person:
    """Say who somebody is."""
    present = store.person(sub)
    if present and present.profile == profile:
        return present
    store.make_person_vault(sub)
    version = present.version if present else 0
    person = Person(id=sub, vault=vault_of(sub), version=version, profile=profile)
    store.commit([Change(person, None)], at=at)
    return person


@retry_on_conflict
def begin_draft(store: Store, new: NewDraft, request: RequestContext) -> Draft:
    """Begin a draft under the call's seed; raises UnknownProcedure, UnknownAgency and draft.begin's."""
    present = store.draft(request.seed)
    if present:
        request.require_owner(present.owner)
        return present
    procedure, _ = known(store, new.procedure, new.agency, request.now)
    draft = drafts.begin(new, procedure, id=request.seed, owner=request.sub, at=request.now)

    store.make_vault(draft.id)
    store.commit([Change(draft, None)], at=request.now)
    return draft


@retry_on_conflict
def answer(store: Store, id: str, answers: Answers, request: RequestContext) -> Draft:
    """Replace a draft's answers; raises NotFound and Draft.answered's."""
    draft = own_draft(store, id, request).answered(answers)
    store.commit([Change(draft, None)], at=request.now)
    return draft


@retry_on_conflict
def file(store: Store, id: str, filing: Filing, request: RequestContext) -> Dossier:
    """File a draft, once: filing again returns the same dossier. Raises NotFound and filing's refusals."""
    draft = own_draft(store, id, request)
    if draft.code:
        return _dossier(store, draft.code)
    procedure, agency = known(store, draft.procedure, draft.agency, request.now)
    drafts.require_offered(procedure, draft.case, draft.channel)
    person = store.person(request.sub)
    if person is None:
        raise PersonMissing(field="me")
    require_printable(person)
    chosen = chosen_papers(draft, procedure, store.papers_of(draft), filing.papers, at=request.now)

    numbered = _numbered(store, agency.code, request.now)
    fault_injection.point("file.numbered")
    dossier, event, done = filed(draft, procedure, person, agency, papers=chosen, numbered=numbered)

    store.commit_filing(dossier, event, done)
    fault_injection.point("file.committed")
    log.metric("DossierFiled")
    return dossier


def own_draft(store: Store, id: str, request: RequestContext) -> Draft:
    """The caller's own draft; raises NotFound."""
    draft = store.draft(id)
    if draft is None:
        raise NotFound
    request.require_owner(draft.owner)
    return draft


def _numbered(store: Store, agency: str, at: datetime) -> Numbered:
    day = day_of(at)
    code = dossier_code(agency, day, store.next_number(agency, day))
    return Numbered(code=code, lookup_key=store.keys().key(code, 0), at=at)


def known(store: Store, procedure: str, agency: str, at: datetime) -> tuple[Procedure, Agency]:
    """The procedure in force and an agency that exists that day; raises UnknownProcedure, UnknownAgency."""
    what, where, day = store.procedure(procedure, at), store.agency(agency), vietnam_day(at)
    if what is None:
        raise UnknownProcedure(field="procedure")
    if where is None or not where.valid_from <= day <= (where.valid_until or day):
        raise UnknownAgency(field="agency")
    return what, where


def _dossier(store: Store, code: str) -> Dossier:
    dossier = store.dossier(code)
    if dossier is None:
        raise NotFound
    return dossier
