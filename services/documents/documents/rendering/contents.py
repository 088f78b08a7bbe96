"""What stands on each paper, ready to print: the templates only lay it out."""

from collections import Counter
from collections.abc import Sequence

from contracts.casework import CaseAccepted, CaseDecided
from contracts.terms import FiledPaper, Moment, ProcedureRef
from documents.domain import phrases
from documents.domain.document import Wanted
from documents.domain.dossier import Dossier
from kit.core.model import JsonDict, Model, SealedValue


class Erased(Exception):
    """The dossier's personal data can't be read: its key was destroyed."""


class Holder(Model):
    """Người nộp hồ sơ."""

    name: str
    organisation: str | None
    number: str
    address: str
    phone: str
    email: str


class PaperLine(Model):
    """A line of the list of papers: `count` files of one component in one form."""

    name: str
    count: int
    form: str


class Facts(Model):
    """What every paper says. `document` is the paper's own id, `at` the moment of the act, printed as its day."""

    document: str
    code: str
    agency: str
    dateline: str
    procedure: ProcedureRef

    @property
    def scanned(self) -> str:
        """What the QR code holds: the dossier's code."""
        return self.code


class HolderPaper(Facts):
    """A paper for who handed in the dossier, `received` then."""

    holder: Holder
    received: str


class FormOne(HolderPaper):
    """Mẫu số 01: Giấy tiếp nhận hồ sơ và hẹn trả kết quả."""

    channel: str
    online: bool
    papers: tuple[PaperLine, ...]
    count: int
    accepted: str
    due: str
    provisional: bool
    steps: tuple[str, ...]
    collection: str
    desk: str


class ResultPaper(HolderPaper):
    """Kết quả giải quyết thủ tục hành chính."""

    name: str
    decision: str
    decided: str
    signer: str


def form_one(dossier: Dossier, accepted: CaseAccepted, wanted: Wanted) -> FormOne:
    """The receipt of an accepted dossier; raises Erased."""
    return FormOne(
        **_holder_facts(dossier, accepted.at, wanted),
        channel=phrases.CHANNELS[dossier.channel],
        online=dossier.channel == "online",
        papers=paper_lines(dossier.papers),
        count=len(dossier.papers),
        accepted=phrases.moment(accepted.at),
        due=phrases.moment(accepted.due.at),
        provisional=accepted.due.provisional,
        steps=tuple(step.vi for step in accepted.due.steps),
        collection=phrases.COLLECTION[dossier.channel].format(agency=dossier.agency_name),
        desk=accepted.desk,
    )


def result_paper(
    dossier: Dossier, decided: CaseDecided, wanted: Wanted, *, at: Moment
) -> ResultPaper:
    """One result of a decided dossier; raises Erased."""
    return ResultPaper(
        **_holder_facts(dossier, at, wanted),
        name=wanted.name,
        decision=phrases.DECISION.format(name=wanted.name),
        decided=phrases.moment(at),
        signer=decided.signer_name if isinstance(decided.signer_name, str) else decided.signer,
    )


def paper_lines(papers: Sequence[FiledPaper]) -> tuple[PaperLine, ...]:
    """Papers of one component in one form are one line."""
    counted = Counter((paper.name or paper.component, phrases.form_of(paper)) for paper in papers)
    return tuple(
        PaperLine(name=name, count=count, form=form) for (name, form), count in counted.items()
    )


def of_dossier(dossier: Dossier, at: Moment, wanted: Wanted) -> JsonDict:
    """What every paper says, as the fields of `Facts`."""
    return {
        "document": wanted.document,
        "code": dossier.id,
        "agency": dossier.agency_name,
        "dateline": phrases.dateline(dossier.agency, at),
        "procedure": dossier.procedure,
    }


def _holder_facts(dossier: Dossier, at: Moment, wanted: Wanted) -> JsonDict:
    own = {"holder": _holder(dossier), "received": phrases.moment(dossier.filed_at)}
    return of_dossier(dossier, at, wanted) | own


def _holder(dossier: Dossier) -> Holder:
    applicant, contact = dossier.applicant, dossier.contact
    if isinstance(applicant, SealedValue) or isinstance(contact, SealedValue):
        raise Erased
    return Holder(
        name=applicant.full_name,
        organisation=applicant.organisation,
        number=applicant.identity_number,
        address=applicant.address,
        phone=contact.phone,
        email=contact.email,
    )
