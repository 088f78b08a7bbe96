"""A result that an official uploaded: intake checked it, official and agency sign it as it is."""

from dataclasses import dataclass
from hashlib import sha256

from contracts.result_content import ResultFile
from documents.domain.ports import FileStore
from documents.rendering.contents import Paper
from documents.rendering.pdf import render_pdf
from documents.sealing.file_seal import RenderedFile
from documents.sealing.jobs import RenderingJob
from documents.signing.visible_mark import Mark


class ResultAltered(Exception):
    """The file is not the one that was checked, proposed and approved."""


@dataclass(frozen=True, slots=True)
class UploadedResults:
    """Reads checked copies from intake's bucket, by reference."""

    papers: FileStore

    def with_mark(self, mark: Paper, job: RenderingJob, file: ResultFile) -> RenderedFile:
        """The file as it was checked, and the mark for the agency's signature.

        Raises ResultAltered, GlyphMissing.
        """
        content = self.papers.read_paper(file.draft, file.sha256)
        if sha256(content).hexdigest() != file.sha256:
            raise ResultAltered
        appearance = render_pdf("file-mark", mark, at=job.dated)
        return RenderedFile(
            content,
            job.request,
            job.dated,
            official=job.official,
            mark=Mark(appearance, job.dated),
            uploaded=True,
        )
