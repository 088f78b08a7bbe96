"""The file of a job: rendered from its contents, or uploaded and marked."""

from dataclasses import dataclass
from datetime import datetime

from documents.rendering import formatting
from documents.rendering.contents import Paper
from documents.rendering.pdf import render_pdf
from documents.sealing.file_seal import RenderedFile
from documents.sealing.jobs import RenderingJob
from documents.sealing.uploaded_result import UploadedResults
from documents.signing.pictures import PresentPictures


@dataclass(frozen=True, slots=True)
class JobRenderer:
    """`verification_url` and a document's id are where anybody verifies it; empty: nobody knows the
    address.
    """

    uploads: UploadedResults
    pictures: PresentPictures
    verification_url: str = ""

    def render(
        self, contents: Paper, job: RenderingJob, agency: str, *, at: datetime
    ) -> RenderedFile:
        """Raises ResultAltered, GlyphMissing."""
        if job.file is not None:
            return self.uploads.with_mark(contents, job, job.file)
        pdf = render_pdf(job.form, self._marked(contents, job, agency, at), at=job.dated)
        return RenderedFile(pdf, job.request, job.dated, job.key, job.official)

    def _marked(self, contents: Paper, job: RenderingJob, agency: str, at: datetime) -> Paper:
        """With what the QR code and the mark of the signature show."""
        url, document = self.verification_url, job.request.document
        return contents.evolve(
            address=f"{url}/{document}" if url else None,
            marked_at=formatting.mark_time(job.dated),
            pictures=self.pictures.of(agency, job.official, at) if job.official else None,
        )
