"""A PDF that an official uploads is checked, proposed, approved and sealed as the result."""

from hashlib import sha256

from casework.domain.result_choice import ProposedResult
from casework.processing.propose import ProposeDecision, propose_decision
from contracts.procedure_terms import ResultKind
from contracts.result_content import ResultContent, ResultFile
from contracts.result_templates import GENERAL, template_of
from documents.domain.document import Document
from intake.catalogue.publish import PublishProcedure, publish_procedure
from intake.domain.attachment import Attachment
from tests.digitising import upload_result
from tests.unit.documents.test_copies import first_page_text
from tests.unit.intake.scans import scanned
from tests.unit.intake.world import CODE, a_procedure, a_rule
from tests.world import STAFF, World

CODE_WITHOUT_TEMPLATE = "KQ.G99.000001"


class UploadWorld(World):
    """A dossier in work whose procedure gives a result that has no template."""

    def __init__(self) -> None:
        super().__init__(pay="none")
        self.code = self.file()
        self.settle()
        self._without_template()
        self.accept(self.code)
        self.assign(self.code)
        self.settle()

    def _without_template(self) -> None:
        assert template_of(CODE_WITHOUT_TEMPLATE).id == GENERAL
        kind = ResultKind(code=CODE_WITHOUT_TEMPLATE, name="Quyết định")
        content = a_procedure(pay="none", fee_rules=(a_rule(amount=0),), results=(kind,))
        publish_procedure(self.intake, PublishProcedure(code=CODE, content=content), at=self.now())
        self.settle()

    def upload(self, content: bytes) -> Attachment:
        """Announced by the officer, uploaded, checked, and told to casework."""
        checked = upload_result(self, self.code, content)
        self.settle()
        return checked

    def propose_file(self, file: Attachment) -> None:
        content = ResultContent(file=ResultFile(paper=file.id, sha256=file.shown or ""))
        command = ProposeDecision(
            code=self.code,
            official=STAFF,
            request=self.new_seed(),
            results=(ProposedResult(code=CODE_WITHOUT_TEMPLATE, content=content),),
        )
        propose_decision(self.casework, command, at=self.now())

    def result(self) -> Document:
        """The newest document."""
        return self.documents.repository.documents_of(self.code)[-1]


def test_an_uploaded_pdf_becomes_the_signed_result() -> None:
    world = UploadWorld()
    file = world.upload(scanned(pages=2))

    world.propose_file(file)
    world.approve(world.code)
    world.settle()

    result = world.result()
    case = world.casework.case(world.code)
    assert case is not None
    assert (case.state, result.kind, result.number) == ("completed", "result", "01/QĐ")
    sealed = world.file_store.files[str(result.file_key)]
    checked = world.bucket.stored[file.key_of(str(file.shown))]
    assert sealed.startswith(checked)
    assert "Số: 01/QĐ" in first_page_text(sealed)
    assert case.results[0].sha256 == sha256(sealed).hexdigest()


def test_a_changed_byte_is_found_before_anybody_signs() -> None:
    world = UploadWorld()
    file = world.upload(scanned())
    world.propose_file(file)
    key = file.key_of(str(file.shown))
    world.bucket.stored[key] = world.bucket.stored[key][:-1] + b"x"

    world.approve(world.code)
    world.settle()

    result, case = world.result(), world.casework.case(world.code)
    assert case is not None
    assert (result.state, result.why, case.state) == ("failed", "result_altered", "in_work")
    assert not [key for key in world.file_store.files if str(file.shown) in key]
