"""A draft and its attachments: limits to the byte, what each act leaves, what filing makes."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from contracts.intake import DossierFiled, PaperChecked, PaperRejected
from contracts.required_documents import Component
from contracts.terms import FiledPaper, Owner, ProcedureRef
from intake.domain.announcement import FileTooLarge, WrongType, announce
from intake.domain.answers import AnswersMalformed, AnswersTooLarge, valid_answers
from intake.domain.applicants import Declarant
from intake.domain.attachment import Attachment, CheckedFile
from intake.domain.attachment_check import accept, reject
from intake.domain.completeness import PaperMissing
from intake.domain.dossier import DossierIdentity, DossierSummary, FiledPapers, file_draft
from intake.domain.draft import Draft, TooManyPapers
from intake.domain.draft_content import DraftContent
from intake.domain.new_draft import new_draft
from intake.domain.offered_terms import (
    ChannelNotOffered,
    UnknownCase,
    UnknownGroup,
    require_offered,
)
from intake.domain.person import Person, person_vault
from intake.domain.procedure import Procedure
from intake.domain.quotation import QuoteTerms
from intake.domain.required_documents import attachments_to_file, filed_papers
from intake.domain.transitions import DRAFT_GRAPH, NotInThisState, next_state
from intake.filing.papers import papers_to_file
from kit.core.errors import ServiceError
from kit.testing.clock import NOW
from tests.unit.intake.world import AGENCY, AN, CODE, a_procedure, a_rule, an_announcement

COMPONENTS = a_procedure().documents
PROCEDURE = Procedure(id=CODE, version=4, content=a_procedure(), published_at=NOW)
MOMENT = timedelta(microseconds=1)
CONTENT = DraftContent(procedure=CODE, agency=AGENCY, answers={"request": "Bán phở"})


def a_draft(**changes: object) -> Draft:
    return new_draft(CONTENT, PROCEDURE, id="D1", owner="an", at=NOW).evolve(**changes)


def an_attachment(**changes: object) -> Attachment:
    attachment = announce(an_announcement(), COMPONENTS, id="A1", draft="D1", owner="an", at=NOW)
    return attachment.evolve(**changes)


def test_a_new_draft_is_open_online_and_lives_thirty_days() -> None:
    draft = a_draft()

    assert (draft.id, draft.vault, draft.owner, draft.pk) == ("D1", "D1", "an", "DRAFT#D1")
    assert (draft.procedure, draft.agency, draft.case) == (CODE, AGENCY, None)
    assert (draft.state, draft.channel, draft.code) == ("open", "online", None)
    assert (draft.answers, draft.counts, draft.attachments) == ({"request": "Bán phở"}, {}, ())
    assert draft.expires == NOW + timedelta(days=30)


def test_a_draft_keeps_its_case_and_its_counts() -> None:
    rules = (a_rule(case="nhanh"), a_rule(id="2", line="ban-sao", optional=True))
    procedure = PROCEDURE.evolve(content=a_procedure(fee_rules=rules))
    content = CONTENT.evolve(case="nhanh", counts={"ban-sao": 2})

    draft = new_draft(content, procedure, id="D1", owner="an", at=NOW)

    assert (draft.case, draft.counts) == ("nhanh", {"ban-sao": 2})


def test_a_case_and_a_channel_that_the_procedure_lacks_name_their_fields() -> None:
    with pytest.raises(UnknownCase) as of_case:
        require_offered(PROCEDURE, QuoteTerms(channel="online", case="nhanh"))
    with pytest.raises(UnknownCase) as of_fee_case:
        require_offered(PROCEDURE, QuoteTerms(channel="online", fee_case="nhanh"))
    with pytest.raises(UnknownGroup) as of_group:
        require_offered(PROCEDURE, QuoteTerms(channel="online", group="ho-ngheo"))
    with pytest.raises(ChannelNotOffered) as of_channel:
        require_offered(PROCEDURE, QuoteTerms(channel="post"))

    assert (of_case.value.code, of_case.value.field) == ("unknown_case", "case")
    assert (of_channel.value.code, of_channel.value.field) == ("channel_not_offered", "procedure")
    assert (of_fee_case.value.field, of_group.value.field) == ("fee_case", "group")
    assert of_group.value.code == "unknown_group"
    require_offered(PROCEDURE, QuoteTerms(channel="counter"))


def test_answers_fill_sixteen_kilobytes_of_json_and_no_byte_more() -> None:
    full = {"a": "x" * (16_384 - len('{"a": ""}'))}

    assert valid_answers(full) == full
    with pytest.raises(AnswersTooLarge) as refused:
        valid_answers({"a": full["a"] + "x"})
    assert (refused.value.code, refused.value.field) == ("answers_too_large", "answers")


def test_a_letter_with_accents_takes_its_bytes_and_not_its_escape() -> None:
    letters = (16_384 - len('{"a": ""}')) // 3

    assert valid_answers({"a": "ế" * letters})
    with pytest.raises(AnswersTooLarge):
        valid_answers({"a": "ế" * (letters + 1)})


@pytest.mark.parametrize("number", [float("inf"), float("nan")])
def test_a_number_that_is_none_is_refused(number: float) -> None:
    with pytest.raises(AnswersMalformed) as refused:
        valid_answers({"a": number})
    assert (refused.value.code, refused.value.field) == ("answers_malformed", "answers")


def test_answers_are_replaced_whole() -> None:
    draft = a_draft().answer({"b": 1}, {"page": "digest"})

    assert (draft.answers, draft.pages_done) == ({"b": 1}, {"page": "digest"})
    assert draft.state == "open"


def test_a_draft_takes_its_fortieth_attachment_and_not_the_next() -> None:
    draft = a_draft(attachments=tuple(map(str, range(39)))).attach("last")

    assert (len(draft.attachments), draft.attachments[-1], draft.state) == (40, "last", "open")
    with pytest.raises(TooManyPapers) as refused:
        draft.attach("one more")
    assert refused.value.code == "too_many_papers"


def test_a_filed_draft_has_its_code_and_is_refused_everything_with_its_state() -> None:
    filed = a_draft().file("H49.61.01-261123-0001", (), NOW)

    assert (filed.state, filed.code) == ("filed", "H49.61.01-261123-0001")
    acts: tuple[Callable[[], Draft], ...] = (
        lambda: filed.file("again", (), NOW),
        lambda: filed.attach("A2"),
        lambda: filed.answer({}, {}),
        lambda: filed.aim(AGENCY, filed.terms),
    )
    for act in acts:
        with pytest.raises(NotInThisState) as refused:
            act()
        assert (refused.value.status, refused.value.code) == (409, "not_in_this_state")
        assert refused.value.state == "filed"
        assert refused.value.message("vi").startswith("Bước hiện tại không cho phép")


def test_only_filing_closes_a_draft() -> None:
    assert next_state(DRAFT_GRAPH, "open", "update") == "open"
    assert next_state(DRAFT_GRAPH, "open", "attach") == "open"
    assert next_state(DRAFT_GRAPH, "open", "file") == "filed"


def test_an_announced_file_awaits_its_upload_in_quarantine() -> None:
    attachment, announcement = an_attachment(), an_announcement()

    assert (attachment.id, attachment.pk) == ("A1", "ATTACHMENT#A1")
    assert (attachment.vault, attachment.draft, attachment.owner) == ("D1", "D1", "an")
    assert (attachment.component, attachment.name) == ("tp01", "don.pdf")
    assert (attachment.media_type, attachment.size) == ("application/pdf", announcement.size)
    assert (attachment.sha256, attachment.announced_at) == (announcement.sha256, NOW)
    assert (attachment.state, attachment.why, attachment.pages) == ("awaiting_upload", None, None)
    assert attachment.upload_key == "quarantine/A1"
    assert attachment.key_of("ab" * 32) == f"papers/D1/{'ab' * 32}"


@pytest.mark.parametrize("media_type", ["application/pdf", "image/jpeg", "image/png"])
def test_a_file_of_twenty_megabytes_of_each_type_is_taken(media_type: str) -> None:
    announcement = an_announcement(media_type=media_type).evolve(size=20_971_520)

    taken = announce(announcement, COMPONENTS, id="A1", draft="D1", owner="an", at=NOW)

    assert (taken.media_type, taken.size) == (media_type, 20_971_520)


@pytest.mark.parametrize(
    ("changes", "refusal", "status", "code", "field"),
    [
        ({"size": 20_971_521}, FileTooLarge, 413, "file_too_large", "size"),
        ({"media_type": "image/gif"}, WrongType, 422, "wrong_type", "media_type"),
    ],
)
def test_a_file_beyond_the_rules_is_refused(
    changes: dict[str, object], refusal: type[ServiceError], status: int, code: str, field: str
) -> None:
    with pytest.raises(refusal) as refused:
        announce(
            an_announcement().evolve(**changes),
            COMPONENTS,
            id="A1",
            draft="D1",
            owner="an",
            at=NOW,
        )
    problem = refused.value
    assert (problem.status, problem.code, problem.field) == (status, code, field)


def test_an_upload_is_given_up_after_its_ten_minutes_and_the_five_of_its_check() -> None:
    end = NOW + timedelta(minutes=15)

    assert not an_attachment().is_abandoned(end)
    assert an_attachment().is_abandoned(end + MOMENT)
    assert not an_attachment(state="checked").is_abandoned(end + MOMENT)


def test_an_accepted_attachment_and_its_event_have_what_the_check_says() -> None:
    file = CheckedFile(pages=3, shown="cd" * 32, signature="foreign", scanned=True)

    attachment, event = accept(an_attachment(), file)

    assert (attachment.state, attachment.pages, attachment.why) == ("checked", 3, None)
    assert (attachment.shown, attachment.signature) == ("cd" * 32, "foreign")
    assert attachment.scanned
    assert event == PaperChecked(
        draft="D1", sha256=attachment.sha256, media_type="application/pdf", **dict(file)
    )


def test_a_rejected_attachment_and_its_event_have_the_reason() -> None:
    attachment, event = reject(an_attachment(), "wrong_digest")

    assert (attachment.state, attachment.why) == ("rejected", "wrong_digest")
    assert event == PaperRejected(
        draft="D1", sha256=attachment.sha256, media_type="application/pdf", why="wrong_digest"
    )


def test_the_chosen_attachments_are_filed_even_if_they_are_chosen_backwards() -> None:
    attachments = [an_attachment(id=each, state="checked") for each in ("A1", "A2", "A3")]
    draft = a_draft(attachments=("A1", "A2", "A3"))

    chosen = attachments_to_file(draft, attachments, ["A3", "A1"], at=NOW)

    assert [attachment.id for attachment in chosen] == ["A1", "A3"]


def test_attachments_are_filed_under_the_first_letters_of_their_components_names() -> None:
    long = Component(id="tp01", name="x" * 121, required=True)
    attachments = [an_attachment(), an_attachment(id="A2", component="tp99")]

    first, second = filed_papers(attachments, [long])

    assert (first.id, first.component, first.name) == ("A1", "tp01", "x" * 120)
    assert first.sha256 == an_attachment().sha256
    assert (second.id, second.name) == ("A2", "")


def test_a_missing_document_is_named_and_an_optional_one_is_not_missed() -> None:
    content = a_procedure()
    with pytest.raises(PaperMissing) as refused:
        papers_to_file(a_draft(), content, [an_attachment(component="tp02")], ())

    assert (refused.value.code, refused.value.field) == ("paper_missing", "papers.tp01")
    assert refused.value.message("en") == (
        "Required papers are missing: Giấy đề nghị. Please add them, then file again."
    )
    assert len(papers_to_file(a_draft(), content, [an_attachment()], ()).attachments) == 1


def test_filing_makes_a_dossier_its_event_and_a_filed_draft() -> None:
    paper = FiledPaper(id="A1", component="tp01", sha256="0" * 64)
    person = Person(id="an", profile=AN)
    identity = DossierIdentity(code="H49.61.01-261123-0001", lookup_key="K", filed_at=NOW)
    reference = ProcedureRef(code=CODE, name=PROCEDURE.content.name, version=4)

    filing = file_draft(
        a_draft(),
        PROCEDURE,
        Declarant(person.applicant, person.contact),
        agency_name="Trung tâm",
        papers=FiledPapers((paper,)),
        identity=identity,
    )

    dossier, quote = filing.dossier, filing.dossier.quote
    assert (dossier.id, dossier.dossier) == (identity.code, identity.code)
    assert (dossier.vault, dossier.draft, dossier.pk) == ("D1", "D1", f"DOSSIER#{identity.code}")
    assert (dossier.owner, dossier.lookup_key, dossier.channel) == ("an", "K", "online")
    assert (quote.total, quote.pay) == (150_000, "before_acceptance")
    assert dossier.summary == DossierSummary(
        code=identity.code,
        procedure=reference,
        agency=AGENCY,
        agency_name="Trung tâm",
        filed_at=NOW,
    )
    assert filing.event == DossierFiled(
        procedure=reference,
        agency=AGENCY,
        agency_name="Trung tâm",
        owner=Owner(sub="an"),
        applicant=person.applicant,
        contact=person.contact,
        channel="online",
        papers=(paper,),
        answers={"request": "Bán phở"},
        quote=quote,
        lookup_key="K",
    )
    assert (filing.draft.state, filing.draft.code) == ("filed", identity.code)


def test_a_person_is_the_applicant_and_the_contact_of_a_dossier() -> None:
    person = Person(id="an", profile=AN.evolve(language="en"))

    assert person.applicant.model_dump() == {
        "full_name": "Nguyễn Thị An",
        "identity_number": "022190001234",
        "address": "Số 8A, đường 25/4, phường Hồng Gai",
        "organisation": None,
        "passport": None,
        "nationality": None,
        "tax_code": None,
        "authenticated": False,
    }
    assert (person.contact.phone, person.contact.email) == ("+84912345678", "an@example.vn")
    assert person.contact.language == "en"
    assert (person.pk, person_vault("an")) == ("PERSON#an", "person-an")
