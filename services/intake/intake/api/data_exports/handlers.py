"""The handlers of exports of personal data."""

from collections.abc import Callable
from dataclasses import dataclass

from intake.api.data_exports import requests, schemas
from intake.attachments.ports import AttachmentBucket
from intake.domain.daily_limits import DailyLimits
from intake.domain.data_export import DataExport, delivered
from intake.personal_data.link_export import LinkExport, link_export
from intake.personal_data.pack_files import PackFiles, pack_files
from intake.personal_data.request_export import RequestExport, request_export
from intake.repository import IntakeRepository
from kit.http.context import RequestContext
from kit.http.pagination import Cursors


@dataclass(frozen=True, slots=True)
class DataExportHandlers:
    """Bound to the table, the cursors of lists, the bucket, and what a day allows."""

    intake: IntakeRepository
    cursors: Cursors
    bucket: Callable[[], AttachmentBucket]
    limits: DailyLimits

    def request_export(
        self, request: RequestContext, body: requests.DataExportBody
    ) -> schemas.DataExportView:
        """Request an export of my data

        Every service delivers what it stores of my newest dossiers; the export is ready once all
        have. It lasts seven days.
        """
        after = self.cursors.open(f"data export {request.sub}", body.cursor)
        command = RequestExport(id=request.seed, owner=request.own_person, after=after)
        export = request_export(self.intake, self.limits, command, at=request.now)
        return self._view(request, export)

    def get_export(
        self, request: RequestContext, export: requests.DataExportId
    ) -> schemas.DataExportView:
        """Get an export of my data

        How far each service is.
        """
        owner = request.own_person
        return self._view(request, self.intake.data_export_of(owner, export, request.now))

    def link_export(
        self, request: RequestContext, export: requests.DataExportId
    ) -> schemas.DataExportLinkView:
        """Link an export of my data

        One ZIP: a table and a JSON file of each service, and every place where data of mine lie.
        """
        command = LinkExport(export=export, owner=request.own_person)
        link = link_export(self.intake, self.bucket, command, at=request.now)
        for code in link.dossiers:
            request.disclose(code, object=export)
        return schemas.DataExportLinkView(url=link.url, expires=link.expires)

    def pack_files(
        self,
        request: RequestContext,
        export: requests.DataExportId,
        body: requests.ExportFilesBody,
    ) -> schemas.ExportFilesView:
        """Pack files of an export

        A ZIP of my papers, forms, receipts and results, as many as fit; the next request goes on
        where it ended. Every file is on record.
        """
        scope = f"export files {request.sub} {export}"
        command = PackFiles(export, request.own_person, self.cursors.open(scope, body.cursor))
        volume = pack_files(self.intake, self.bucket, command, at=request.now)
        for each in volume.files:
            request.disclose(each.dossier, object=each.object)
        return schemas.ExportFilesView(
            url=volume.link.url,
            expires=volume.link.expires,
            files=len(volume.files),
            next=self.cursors.seal(scope, volume.after),
        )

    def _view(self, request: RequestContext, export: DataExport) -> schemas.DataExportView:
        rest = self.cursors.seal(f"data export {request.sub}", export.next)
        return schemas.DataExportView.of(
            export, delivered(export, self.intake.parts_of(export)), rest
        )
