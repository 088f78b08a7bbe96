"""The handlers of the control form and the register."""

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated

from pydantic import Field

from contracts.terms import AgencyCode, TypedDossierCode
from documents.api.registers.schemas import ControlFormView, RegisterQuery, RegisterView
from documents.domain.book import Page
from documents.registers.register import RegisterPart, read_register, register_csv
from documents.rendering.control_forms import control_form, register_contents
from documents.repository import DocumentsRepository
from kit.core.errors import NotFound
from kit.http.context import RequestContext
from kit.security.staff_directory import Directory

AgencyId = Annotated[AgencyCode, Field(description="Mã định danh cơ quan")]


@dataclass(frozen=True, slots=True)
class RegisterHandlers:
    """Bound to the table and the directory."""

    repository: DocumentsRepository
    directory: Directory

    def get_control_form(self, request: RequestContext, code: TypedDossierCode) -> ControlFormView:
        """Get the control form

        Mẫu 06: who had the dossier when, and whether each desk was on time, from the moves that the
        system recorded.
        """
        from documents.rendering.pdf import render_pdf

        dossier = self.repository.dossier(code)
        if dossier is None:
            raise NotFound
        request.require_agency(dossier.agency)
        request.disclose(dossier.id)
        moves = self.repository.moves_of(dossier)
        contents = control_form(dossier, moves, self._name_of, at=request.now)
        pdf = render_pdf("form-06", contents, at=request.now)
        return ControlFormView(pdf=b64encode(pdf).decode(), sha256=sha256(pdf).hexdigest())

    def get_register(
        self, request: RequestContext, agency: AgencyId, query: RegisterQuery
    ) -> RegisterView:
        """Get the register

        Mẫu 07: the dossiers that the agency accepted in a month, by their numbers, as PDF or CSV.
        """
        agency = request.require_agency(agency)
        year, month = map(int, query.month.split("-"))
        page = Page(agency, "form-01", year, month)
        part = read_register(self.repository, page, after=int(query.after))
        if part.lines:
            request.disclose(None, len(part.lines), object=f"register {agency} {query.month}")
        file = (
            register_csv(part.lines).encode()
            if query.format == "csv"
            else self._pdf(page, part, request)
        )
        return RegisterView(
            format=query.format,
            content=b64encode(file).decode(),
            sha256=sha256(file).hexdigest(),
            lines=len(part.lines),
            next=part.next,
        )

    def _name_of(self, agency: str) -> str:
        """Its name in the directory, else its code."""
        listed = self.directory.agency(agency)
        return listed.name if listed else agency

    def _pdf(self, page: Page, part: RegisterPart, request: RequestContext) -> bytes:
        from documents.rendering.pdf import render_pdf

        contents = register_contents(page, self._name_of(page.agency), part, at=request.now)
        return render_pdf("form-07", contents, at=request.now)
