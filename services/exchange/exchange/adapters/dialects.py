"""Both dialects in which provinces call the National Portal; the settings choose one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from pydantic import Field

from exchange.adapters.portal_http import PortalConnection
from exchange.domain.portal_answer import PortalAnswer
from exchange.domain.ports import (
    DossierLookUp,
    LogInRefused,
    NationalLists,
    NationalPortal,
    NationalQuestions,
)
from kit.core.model import JsonDict, Model

SESSION: Final = "session"
ADAPTER: Final = "adapter"


class PortalAccount(Model):
    """The secret of the account that a province has at the portal."""

    username: str = Field(repr=False, default="")
    password: str = Field(repr=False, default="")
    unit: str = "H49"
    headers: dict[str, str] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SessionDialect:
    """A session, and services by their names at one address."""

    connection: PortalConnection
    account: PortalAccount
    log_in_path: str
    services_path: str
    receipt_path: str
    needs_session: bool = True

    @property
    def dossiers(self) -> DossierLookUp:
        return self

    @property
    def lists(self) -> NationalLists:
        return self

    @property
    def questions(self) -> NationalQuestions:
        return self

    def log_in(self) -> str:
        body = {"username": self.account.username, "password": self.account.password}
        session, answer = self.connection.log_in(self.log_in_path, body)
        if not session:
            raise LogInRefused(answer.message)
        return session

    def send_snapshot(self, session: str, item: JsonDict, *, updating: bool) -> PortalAnswer:
        members = {"isUpdating": str(updating), "data": [item]}
        return self._call(session, "DongBoHoSoMC", members)

    def send_steps(self, session: str, items: Sequence[JsonDict]) -> PortalAnswer:
        return self._call(session, "CapNhatTienDoHoSoMC", {"data": list(items)})

    def look_up(self, session: str, code: str) -> PortalAnswer:
        return self._call(session, "TraCuuHoSo", {"mahoso": code})

    def read(self, session: str, service: str, members: JsonDict) -> PortalAnswer:
        return self._call(session, service, members)

    def list_submitted(self, session: str) -> PortalAnswer:
        return self._call(session, "LayDanhSachHoiDapGuiTuDVCQG", {})

    def list_published(self, session: str) -> PortalAnswer:
        return self._call(session, "LayDanhSachHoiDapBoCoQuan", {})

    def replies_to(self, session: str, question: str) -> PortalAnswer:
        return self._call(session, "LayNoiDungTraLoiTheoCauHoi", {"cauhoiid": question})

    def send_reply(self, session: str, item: JsonDict) -> PortalAnswer:
        return self._call(session, "DongBoKetQuaHoiDapGuiTuDVCQG", {"data": [item]})

    def send_question(self, session: str, item: JsonDict) -> PortalAnswer:
        return self._call(session, "DongBoHoiDap", {"data": [item]})

    def list_filings(self, session: str) -> PortalAnswer:
        return self._call(session, "LayDanhSachHoSo", {})

    def confirm_filing(self, session: str, code: str) -> PortalAnswer:  # noqa: ARG002
        return self.connection.put(self.receipt_path, {"maHoSo": code, "daNhan": True})

    def _call(self, session: str, service: str, members: JsonDict) -> PortalAnswer:
        body = {"session": session, "madonvi": self.account.unit, "service": service, **members}
        return self.connection.post(self.services_path, body)


@dataclass(frozen=True, slots=True)
class AdapterDialect:
    """A province's adapter: bare lists at an address of each service, without a session."""

    connection: PortalConnection
    account: PortalAccount
    dossiers_path: str
    steps_path: str
    filings_path: str
    receipt_path: str
    lists: NationalLists | None = None
    needs_session: bool = False
    dossiers: DossierLookUp | None = None
    questions: NationalQuestions | None = None

    def log_in(self) -> str:
        return ""

    def send_snapshot(self, session: str, item: JsonDict, *, updating: bool) -> PortalAnswer:  # noqa: ARG002
        query = urlencode({"MaDinhDanhDV": self.account.unit, "isUpdating": str(updating)})
        return self.connection.post(f"{self.dossiers_path}?{query}", [item])

    def send_steps(self, session: str, items: Sequence[JsonDict]) -> PortalAnswer:  # noqa: ARG002
        query = urlencode({"MaDinhDanhDV": self.account.unit})
        return self.connection.post(f"{self.steps_path}?{query}", list(items))

    def list_filings(self, session: str) -> PortalAnswer:  # noqa: ARG002
        return self.connection.get(self.filings_path)

    def confirm_filing(self, session: str, code: str) -> PortalAnswer:  # noqa: ARG002
        return self.connection.put(self.receipt_path, {"maHoSo": code, "daNhan": True})


@dataclass(frozen=True, slots=True)
class AdapterLists:
    """The reading services of an adapter that has them: each at an address below one path."""

    connection: PortalConnection
    unit: str
    path: str

    def read(self, session: str, service: str, members: JsonDict) -> PortalAnswer:  # noqa: ARG002
        query = urlencode({"MaDinhDanhDV": self.unit, **members})
        return self.connection.get(f"{self.path}/{service}?{query}")


class PortalAddresses(Model):
    """Where the portal answers: `dialect` is session or adapter; paths below `address`.

    `lists` is where an adapter has its reading services, "" for one that has none.
    """

    address: str
    dialect: str = SESSION
    log_in: str = "/mapi/login"
    services: str = "/mapi/g"
    dossiers: str = "/api/SynsTTHCC/DongBoHoSoMC"
    steps: str = "/api/SynsTTHCC/CapNhatTienDoHoSoMC"
    filings: str = "/api/HoSo/LayDanhSachHoSo"
    receipt: str = "/api/HoSo/DaNhan"
    lists: str = ""


def portal_at(addresses: PortalAddresses, account: PortalAccount) -> NationalPortal:
    """The portal in the dialect of its configuration."""
    connection = PortalConnection(addresses.address, account.headers)
    if addresses.dialect == ADAPTER:
        lists = AdapterLists(connection, account.unit, addresses.lists)
        return AdapterDialect(
            connection,
            account,
            addresses.dossiers,
            addresses.steps,
            addresses.filings,
            addresses.receipt,
            lists if addresses.lists else None,
        )
    return SessionDialect(
        connection, account, addresses.log_in, addresses.services, addresses.receipt
    )
