"""The handlers of the digitisation of originals."""

from collections.abc import Callable
from dataclasses import dataclass

from intake.api.digitisations import requests, schemas
from intake.api.drafts.paper_schemas import UploadView
from intake.api.requests import FiledCode
from intake.attachments.ports import AttachmentBucket
from intake.digitisation import steps
from intake.domain.digitisation import Description, Digitisation, Original
from intake.repository import IntakeRepository
from kit.core.errors import Forbidden
from kit.http.context import RequestContext
from kit.security.staff_directory import Staff


@dataclass(frozen=True, slots=True)
class DigitisationHandlers:
    """Bound to the table, the bucket, and the origins that uploads may return to."""

    intake: IntakeRepository
    bucket: Callable[[], AttachmentBucket]
    return_origins: Callable[[], tuple[str, ...]]

    def list_digitisations(
        self, request: RequestContext, code: FiledCode
    ) -> schemas.DigitisationsView:
        """List the digitisations of a dossier

        The originals that were brought to the desk, and how far each one is. What stands in
        papers is personal: the reading is recorded.
        """
        dossier = steps.dossier_of_agency(self.intake, code, _official(request))
        digitisations = self.intake.digitisations_of(dossier)
        if any(each.description for each in digitisations):
            request.disclose(code)
        views = tuple(self._view(each, request) for each in digitisations)
        return schemas.DigitisationsView(items=views)

    def get_digitisation(
        self, request: RequestContext, code: FiledCode, digitisation: requests.DigitisationId
    ) -> schemas.DigitisationView:
        """Get a digitisation"""
        command = _command(request, code, digitisation)
        _, existing = steps.loaded(self.intake, command)
        return self._disclosed(existing, request)

    def compare_original(
        self, request: RequestContext, code: FiledCode, body: requests.ComparisonBody
    ) -> schemas.DigitisationView:
        """Compare an original

        The first of five steps: an original is on the desk and agrees with what was filed.
        """
        command = steps.CompareOriginal(
            code=code,
            digitisation=request.seed,
            official=_official(request),
            component=body.component,
            original=Original(sheets=body.sheets, agrees=body.agrees),
        )
        compared = steps.compare_original(self.intake, command, at=request.now)
        return self._disclosed(compared, request)

    def scan_original(
        self,
        request: RequestContext,
        code: FiledCode,
        digitisation: requests.DigitisationId,
        body: requests.ScanBody,
    ) -> UploadView:
        """Announce the scan of an original

        The second step: a PDF in colour, 200 dpi or more, with as many pages as the original. The
        answer is the form to upload it with; its check refuses what is less, by name. A page
        without a script states where to return to in the place of size and digest.
        """
        command = steps.ScanOriginal(
            code=code,
            digitisation=digitisation,
            official=_official(request),
            id=request.seed,
            size=body.size,
            sha256=body.sha256,
            return_to=body.return_to,
            origins=self.return_origins() if body.return_to else (),
        )
        attachment = steps.scan_original(self.intake, command, at=request.now)
        url, fields = self.bucket().upload_form(attachment, body.return_to)
        return UploadView(
            paper=attachment.id,
            url=url,
            fields=dict(fields),
            expires=request.now + attachment.upload_time,
        )

    def describe_copy(
        self,
        request: RequestContext,
        code: FiledCode,
        digitisation: requests.DigitisationId,
        body: requests.DescriptionBody,
    ) -> schemas.DigitisationView:
        """Describe a copy

        The third step: what the paper is, once its scan has passed the check.
        """
        command = steps.DescribeCopy(
            code=code,
            digitisation=digitisation,
            official=_official(request),
            description=Description(**dict(body)),
        )
        described = steps.describe_copy(self.intake, command, at=request.now)
        return self._disclosed(described, request)

    def sign_copy(
        self, request: RequestContext, code: FiledCode, digitisation: requests.DigitisationId
    ) -> schemas.DigitisationView:
        """Sign a copy

        The fourth step: the agency's seal signs the copy. The fifth follows by itself: the signed
        copy is stored among the documents of the dossier.
        """
        command = _command(request, code, digitisation)
        signing = steps.sign_copy(self.intake, command, at=request.now)
        return self._disclosed(signing, request)

    def _disclosed(
        self, digitisation: Digitisation, request: RequestContext
    ) -> schemas.DigitisationView:
        if digitisation.description:
            request.disclose(digitisation.dossier)
        return self._view(digitisation, request)

    def _view(
        self, digitisation: Digitisation, request: RequestContext
    ) -> schemas.DigitisationView:
        scan = steps.scan_of(self.intake, digitisation)
        return schemas.DigitisationView.of(digitisation, scan, request.language, request.now)


def _command(request: RequestContext, code: str, digitisation: str) -> steps.StepCommand:
    return steps.StepCommand(code=code, digitisation=digitisation, official=_official(request))


def _official(request: RequestContext) -> Staff:
    """Raises Forbidden; the route admits officials only."""
    if request.staff is None:
        raise Forbidden
    return request.staff
