"""The reading services: from the members of a request to those of its answer."""

from collections.abc import Callable
from typing import Any

from dvcqg.simulator.catalogue import Catalogue
from dvcqg.simulator.dossiers import DossierStore
from dvcqg.simulator.filings import Filings
from dvcqg.simulator.questions import Questions
from dvcqg.simulator.refusal import Refusal, message_of

Members = dict[str, Any]


class ReadingServices:
    """By name; `lookup_steps`: whether TraCuuHoSo lists steps, which is not known."""

    def __init__(
        self,
        dossiers: DossierStore,
        catalogue: Catalogue,
        questions: Questions,
        filings: Filings,
        *,
        lookup_steps: bool = True,
    ) -> None:
        self._dossiers = dossiers
        self._catalogue = catalogue
        self._questions = questions
        self._lookup_steps = lookup_steps
        self.by_name: dict[str, Callable[[Members], list[Any]]] = {
            "LayThuTuc": self._procedure,
            "LayDanhSachTTHC": lambda _: catalogue.listed_procedures(),
            "LayDanhMucCoQuan": lambda _: catalogue.agencies,
            "LayDanhMucLinhVuc": lambda _: catalogue.fields,
            "TraCuuHoSo": self._dossier,
            "TraCuuTechID": self._account,
            "LayDanhSachHoiDapGuiTuDVCQG": lambda _: questions.filed_here(),
            "LayDanhSachHoiDapBoCoQuan": lambda _: questions.synchronised(),
            "LayNoiDungTraLoiTheoCauHoi": lambda m: questions.replies_to(str(m["cauhoiid"])),
            "LayDanhSachHoSo": lambda _: filings.waiting(),
        }

    def answer(self, service: str, members: Members) -> Members:
        """The answer; KeyError where no such service reads."""
        result = self.by_name[service](members)
        code, words = message_of("stored")
        return {"error_code": code, "message": words, "result": result}

    def _procedure(self, members: Members) -> list[Any]:
        code = str(members["maTTHC"])
        procedure = self._catalogue.procedure(code)
        if procedure is None:
            raise Refusal("unknown_procedure", code)
        return [procedure]

    def _dossier(self, members: Members) -> list[Any]:
        stored = self._dossiers.by_code.get(str(members["mahoso"]))
        if stored is None:
            return []
        if not self._lookup_steps:
            return [stored.fields]
        return [{**stored.fields, "DanhSachTienDo": stored.steps}]

    def _account(self, members: Members) -> list[Any]:
        technical_id = self._catalogue.technical_id(str(members["mstorcmnd"]))
        return [{"TECHNICALID": technical_id}] if technical_id else []
