"""From a draft to a dossier."""

import re
from datetime import timedelta

import pytest

from contracts.intake import DossierFiled
from contracts.routes import INTAKE, ROUTES
from contracts.terms import CODE_PATTERN
from intake.api import presenters
from intake.api.schemas import PageQuery
from intake.attachments import check
from intake.domain.attachment import FileTooLarge, UnknownComponent, WrongType
from intake.domain.dossier_code import well_formed
from intake.domain.draft import (
    AnswersMalformed,
    AnswersTooLarge,
    ChannelRefused,
    NewDraft,
    TooManyPapers,
    UnknownCase,
)
from intake.domain.fee_rules import CountRefused
from intake.domain.printable import NotPrintable
from intake.domain.transitions import NotInThisState
from intake.events import event_handlers
from intake.filing import actions
from intake.filing.actions import UnknownAgency, UnknownProcedure
from intake.filing.file import Filing, PaperForeign, PaperMissing, PaperUnchecked, PersonMissing
from kit.core.errors import NotFound, ServiceError
from kit.core.events import Envelope
from kit.http.pagination import Cursors
from kit.messaging.inbox import Inbox
from kit.platform import fault_injection
from kit.security.staff_directory import Staff
from tests.fakes import NOW, events_of
from tests.unit.intake.builders import (
    AGENCY,
    AN,
    CODE,
    PDF,
    Intake,
    a_call,
    a_new_paper,
    a_procedure,
    a_rule,
    again,
)


def filed_events(intake: Intake) -> list[Envelope]:
    return [event for event in events_of(intake.transport) if event.type == "dossier.filed"]


def test_filing_gives_a_code_of_the_official_form_a_key_and_one_event_with_all_that_hearers_need() -> (
    None
):
    intake = Intake()
    draft = intake.opened()
    paper = intake.attached(draft)
    dossier = actions.file(intake.store, draft.id, Filing(), a_call())

    assert dossier.id == f"{AGENCY}-261123-0001"
    assert re.match(CODE_PATTERN, dossier.id)
    assert well_formed(str(dossier.lookup_key))
    (event,) = filed_events(intake)
    assert (event.subject, event.dossier, event.vault, event.sequence) == (
        dossier.id,
        dossier.id,
        draft.id,
        1,
    )
    said = intake.store.aggregates.read(event, DossierFiled)
    assert said.applicant.full_name == AN.full_name
    assert (said.contact.phone, said.contact.language) == ("+84912345678", "vi")
    assert (said.quote.total, said.quote.pay) == (150_000, "before_acceptance")
    assert [p.sha256 for p in said.papers] == [paper.sha256]
    assert (said.lookup_key, said.owner.sub) == (dossier.lookup_key, "an")


def test_nothing_personal_is_stored_or_sent_open() -> None:
    intake = Intake()
    draft = intake.opened()
    actions.answer(intake.store, draft.id, {"trade": "Bán phở bò"}, a_call())
    intake.attached(draft)
    dossier = actions.file(intake.store, draft.id, Filing(), a_call())
    stored = "\n".join(item.doc for item in intake.transport.items.values())
    for secret in (
        "Nguyễn",
        AN.identity_number,
        "+84912345678",
        AN.email,
        "phở",
        "don.pdf",
        str(dossier.lookup_key),
    ):
        assert secret not in stored


def test_filing_twice_returns_the_same_dossier() -> None:
    intake = Intake()
    draft = intake.opened()
    intake.attached(draft)
    first = actions.file(intake.store, draft.id, Filing(), a_call())
    second = actions.file(intake.store, draft.id, Filing(), a_call())
    assert (first.id, first.lookup_key) == (second.id, second.lookup_key)
    assert len(filed_events(intake)) == 1


def test_numbers_are_unique_and_increase() -> None:
    intake = Intake()
    codes = []
    for _ in range(5):
        draft = intake.opened()
        intake.attached(draft)
        codes.append(actions.file(intake.store, draft.id, Filing(), a_call()).id)
    assert codes == [f"{AGENCY}-261123-{n:04d}" for n in range(1, 6)]


@pytest.mark.parametrize(
    ("point", "filed_before"), [("file.numbered", 0), ("file.committed", 1), ("commit.before", 0)]
)
def test_a_death_while_filing_loses_nothing_and_doubles_nothing(
    point: str, filed_before: int
) -> None:
    intake = Intake()
    draft = intake.opened()
    intake.attached(draft)
    with (
        fault_injection.injected(fault_injection.Plan(kill={point: 1})),
        pytest.raises(fault_injection.Killed),
    ):
        actions.file(intake.store, draft.id, Filing(), a_call())
    assert len(filed_events(intake)) == filed_before

    dossier = actions.file(intake.store, draft.id, Filing(), a_call())
    assert [event.subject for event in filed_events(intake)] == [dossier.id]
    assert intake.store.draft(draft.id)
    assert presenters.draft_view(intake.store, draft, a_call())


def test_a_required_paper_that_is_missing_is_named() -> None:
    intake = Intake()
    draft = intake.opened()
    with pytest.raises(PaperMissing) as refused:
        actions.file(intake.store, draft.id, Filing(), a_call())
    assert refused.value.field == "papers.tp01"
    assert "Giấy đề nghị" in refused.value.message("vi")
    assert filed_events(intake) == []
    assert not [pk for pk, _ in intake.transport.items if pk.startswith("NUMBERS#")]


def test_a_paper_that_was_not_uploaded_is_unchecked() -> None:
    intake = Intake()
    draft = intake.opened()
    paper = check.attach(intake.store, draft.id, a_new_paper(), a_call())
    with pytest.raises(PaperUnchecked) as refused:
        actions.file(intake.store, draft.id, Filing(), a_call())
    assert refused.value.field == f"papers.{paper.id}"


def test_an_upload_that_was_given_up_does_not_stand_in_the_way() -> None:
    intake = Intake()
    draft = intake.opened()
    check.attach(intake.store, draft.id, a_new_paper(), a_call())
    good = intake.attached(draft)
    with pytest.raises(PaperUnchecked):
        actions.file(intake.store, draft.id, Filing(), a_call(at=NOW + timedelta(minutes=15)))
    later = a_call(at=NOW + timedelta(minutes=16))
    dossier = actions.file(intake.store, draft.id, Filing(), later)
    assert [paper.id for paper in dossier.papers] == [good.id]


def test_the_papers_that_are_named_are_filed_and_no_others() -> None:
    intake = Intake()
    draft = intake.opened()
    check.attach(intake.store, draft.id, a_new_paper(), a_call())
    good = intake.attached(draft)
    dossier = actions.file(intake.store, draft.id, Filing(papers=(good.id,)), a_call())
    assert [paper.id for paper in dossier.papers] == [good.id]


def test_a_rejected_paper_does_not_stand_in_the_way_of_a_better_one_and_cannot_be_filed() -> None:
    intake = Intake()
    draft = intake.opened()
    bad = intake.attached(draft, PDF[:200])
    good = intake.attached(draft)
    with pytest.raises(PaperUnchecked):
        actions.file(intake.store, draft.id, Filing(papers=(bad.id, good.id)), a_call())
    dossier = actions.file(intake.store, draft.id, Filing(), a_call())
    assert [paper.id for paper in dossier.papers] == [good.id]


def test_somebody_elses_paper_is_foreign() -> None:
    intake = Intake()
    theirs = intake.attached(intake.opened(sub="binh"))
    draft = intake.opened()
    mine = intake.attached(draft)
    with pytest.raises(PaperForeign) as refused:
        actions.file(intake.store, draft.id, Filing(papers=(mine.id, theirs.id)), a_call())
    assert refused.value.field == "papers.1"


def test_who_has_not_said_who_they_are_cannot_file() -> None:
    intake = Intake()
    intake.opened()
    draft = actions.begin_draft(
        intake.store, NewDraft(procedure=CODE, agency=AGENCY), a_call("chi")
    )
    with pytest.raises(PersonMissing):
        actions.file(intake.store, draft.id, Filing(), a_call("chi"))


@pytest.mark.parametrize("said", [{"full_name": "An 😀"}, {"address": "Khu Ⅱ"}])
def test_who_said_something_unprintable_under_older_rules_is_asked_again_before_filing(
    said: dict[str, str],
) -> None:
    intake = Intake()
    draft = intake.opened()
    intake.attached(draft)
    actions.put_person(intake.store, "an", AN.model_copy(update=dict(said)), at=NOW)

    with pytest.raises(NotPrintable) as refused:
        actions.file(intake.store, draft.id, Filing(), a_call())

    assert refused.value.field == "me"
    assert not filed_events(intake)


@pytest.mark.parametrize(
    ("new", "refusal", "field"),
    [
        (NewDraft(procedure="9.999999", agency=AGENCY), UnknownProcedure, "procedure"),
        (NewDraft(procedure=CODE, agency="H49.99"), UnknownAgency, "agency"),
        (NewDraft(procedure=CODE, agency=AGENCY, case="khac"), UnknownCase, "case"),
        (
            NewDraft(procedure=CODE, agency=AGENCY, answers={"a": "x" * 17_000}),
            AnswersTooLarge,
            "answers",
        ),
        (
            NewDraft(procedure=CODE, agency=AGENCY, answers={"a": float("nan")}),
            AnswersMalformed,
            "answers",
        ),
        (NewDraft(procedure=CODE, agency=AGENCY, counts={"le-phi": 2}), CountRefused, "counts"),
    ],
)
def test_a_draft_that_cannot_be_is_refused_and_nothing_is_written(
    new: NewDraft, refusal: type[ServiceError], field: str
) -> None:
    intake = Intake()
    intake.opened()
    before = dict(intake.transport.items)
    with pytest.raises(refusal) as refused:
        actions.begin_draft(intake.store, new, a_call())
    assert refused.value.field == field
    assert intake.transport.items == before


def test_a_procedure_without_online_filing_takes_no_draft() -> None:
    with pytest.raises(ChannelRefused):
        Intake().opened(a_procedure(channels=("counter",)))


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [({"channels": ("counter",)}, ChannelRefused), ({"fee_rules": (a_rule(),)}, UnknownCase)],
)
def test_a_draft_was_filed_in_a_way_or_case_that_the_procedure_no_longer_has(
    changed: dict[str, object], refusal: type[ServiceError]
) -> None:
    intake = Intake()
    cases = {"fee_rules": (a_rule(), a_rule(id="1.001612-2", amount=300_000, case="nhanh"))}
    intake.opened(a_procedure(**cases))
    new = NewDraft(procedure=CODE, agency=AGENCY, case="nhanh")
    draft = actions.begin_draft(intake.store, new, a_call())
    intake.attached(draft)
    actions.put_procedure(intake.store, CODE, a_procedure(**(cases | changed)), at=NOW)

    with pytest.raises(refusal):
        actions.file(intake.store, draft.id, Filing(), a_call())
    assert filed_events(intake) == []


def test_a_repeated_request_finds_the_draft_it_had_made() -> None:
    intake = Intake()
    intake.opened()
    call = a_call()
    new = NewDraft(procedure=CODE, agency=AGENCY)
    assert (
        actions.begin_draft(intake.store, new, call).id
        == actions.begin_draft(intake.store, new, call).id
    )
    with pytest.raises(NotFound):
        actions.begin_draft(intake.store, new, again(call, "binh"))


def test_somebody_elses_draft_does_not_exist() -> None:
    intake = Intake()
    draft = intake.opened()
    for act in (
        lambda: actions.own_draft(intake.store, draft.id, a_call("binh")),
        lambda: actions.answer(intake.store, draft.id, {}, a_call("binh")),
        lambda: check.attach(intake.store, draft.id, a_new_paper(), a_call("binh")),
        lambda: actions.file(intake.store, draft.id, Filing(), a_call("binh")),
        lambda: actions.own_draft(intake.store, "01J00000000000000000000000", a_call()),
    ):
        with pytest.raises(NotFound):
            act()


def test_a_filed_draft_takes_neither_answers_nor_papers() -> None:
    intake = Intake()
    draft = intake.opened()
    intake.attached(draft)
    actions.file(intake.store, draft.id, Filing(), a_call())
    with pytest.raises(NotInThisState):
        actions.answer(intake.store, draft.id, {}, a_call())
    with pytest.raises(NotInThisState):
        check.attach(intake.store, draft.id, a_new_paper(), a_call())


@pytest.mark.parametrize(
    ("changed", "refusal", "field"),
    [
        ({"media_type": "application/zip"}, WrongType, "media_type"),
        ({"size": 20 * 1024 * 1024 + 1}, FileTooLarge, "size"),
        ({"component": "tp99"}, UnknownComponent, "component"),
    ],
)
def test_a_paper_that_will_not_be_taken_is_refused_before_it_is_uploaded(
    changed: dict[str, object], refusal: type[ServiceError], field: str
) -> None:
    intake = Intake()
    draft = intake.opened()
    with pytest.raises(refusal) as refused:
        check.attach(intake.store, draft.id, a_new_paper().evolve(**changed), a_call())
    assert refused.value.field == field


def test_a_draft_holds_forty_papers_and_no_more() -> None:
    draft = Intake().opened()
    full = draft.evolve(papers=tuple(str(n) for n in range(40)))
    with pytest.raises(TooManyPapers):
        full.attached("one more")


def test_owner_and_staff_of_the_agency_see_the_dossier_and_nobody_else() -> None:
    intake = Intake()
    draft = intake.opened()
    intake.attached(draft)
    code = actions.file(intake.store, draft.id, Filing(), a_call()).id
    seen = presenters.dossier_view(intake.store, code, a_call())
    assert (seen.applicant.full_name, seen.contact.email, seen.quote.total) == (
        AN.full_name,
        AN.email,
        150_000,
    )
    official = Staff(sub="o", roles=("officer",), agencies=("H49.61",))
    call = a_call("o")
    as_staff = type(call)(now=NOW, seed="", principal=None, staff=official)
    assert presenters.dossier_view(intake.store, code, as_staff).code == code
    for other in (
        a_call("binh"),
        type(call)(now=NOW, seed="", staff=official.evolve(agencies=("H49.6",))),
    ):
        with pytest.raises(NotFound):
            presenters.dossier_view(intake.store, code, other)


def test_my_dossiers_come_in_pages_and_only_mine() -> None:
    intake = Intake()
    for minute, sub in enumerate(("an", "an", "an", "binh")):
        draft = intake.opened(sub=sub)
        intake.attached(draft)
        actions.file(intake.store, draft.id, Filing(), a_call(sub, NOW + timedelta(minutes=minute)))
    cursors = Cursors("secret")
    first = presenters.my_dossiers(intake.store, PageQuery(limit=2), cursors, a_call())
    rest = presenters.my_dossiers(
        intake.store, PageQuery(limit=2, cursor=first.next), cursors, a_call()
    )
    assert [line.code[-4:] for line in (*first.items, *rest.items)] == ["0003", "0002", "0001"]
    assert rest.next is None


def test_intake_hears_exactly_what_the_routes_say_and_each_once() -> None:
    intake = Intake()
    heard = event_handlers(intake.store, lambda: NOW)
    assert set(heard) == {event for event, hearers in ROUTES.items() if INTAKE in hearers}
    draft = intake.opened()
    intake.attached(draft)
    (event,) = [e for e in events_of(intake.transport) if e.type == "paper.checked"]
    inbox = Inbox(heard, intake.store.aggregates, now=lambda: NOW)
    before = len(intake.transport.items)
    inbox.handle(event)
    inbox.handle(event)
    assert len(intake.transport.items) == before + 1
