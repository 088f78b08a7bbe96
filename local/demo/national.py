"""A dossier that a citizen files at the simulator of the National Portal, and its progress."""

import random
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Final

import requests

from kit.core.time import VIETNAM
from local.demo.api_client import ApiClient, Json
from local.demo.attachments import attachment_pdf
from local.demo.checks import require
from local.demo.people import Citizen
from local.demo.sign_in import SignIn
from local.demo.waiting import wait_for
from local.stage import NATIONAL_PUSH

FREE: Final = "2.000908"
"""A procedure without a fee."""
FILE: Final = "to-khai.pdf"
MORE: Final = "hop-dong.pdf"
WANTED: Final = "Bản sao hợp đồng thuê địa điểm"
SECONDS: Final = 30
ACCEPTED: Final = "2"
"""TrangThaiHoSo of a dossier that was accepted."""


@dataclass
class NationalDossier:
    """One dossier, from its filing at the portal to its acceptance as the portal shows it."""

    sign_in: SignIn
    who: Citizen
    agency: str
    report: Callable[[str], None]
    code: str = field(init=False)

    def __post_init__(self) -> None:
        number = random.randint(0, 99_999_999)  # noqa: S311 a running number, no secret
        self.code = f"{self.agency}-{datetime.now(VIETNAM):%y%m%d}-12{number:08}"

    def complete(self) -> None:
        """Raises CheckFailed, NoProgress, UnexpectedResponse."""
        self.receive()
        self.wait_for_progress()

    def receive(self) -> None:
        """Filed at the portal, and accepted here."""
        self.file()
        self.accept()

    @property
    def address(self) -> str:
        """What the portal has of it."""
        return f"{self._address}/dossier?code={self.code}"

    def file(self) -> None:
        """The citizen files at the portal, which pushes the dossier twice."""
        item = self._item()
        self._portal("POST", "/files", {"name": FILE, "base64": self._encoded("Tờ khai")})
        self._portal("POST", "/filings", item)
        codes = [self._push(item) for _ in range(2)]
        require(codes == ["0", "1"], f"the pushes were answered {codes}")
        self.report(f"{self.who.name} files {FREE} at the National Portal: {self.code}")

    def _push(self, item: Json) -> str:
        """The portal pushes it in a new session; its error_code."""
        names = {name: NATIONAL_PUSH[name] for name in ("username", "password")}
        session = self._public.post("exchange", "/national/session", names)["session"]
        push = {"session": session, "madonvi": NATIONAL_PUSH["unit"], **item}
        return str(self._public.post("exchange", "/national/dossiers", push)["error_code"])

    def accept(self) -> None:
        """The desk accepts it once its case is there, under the portal's code."""
        path = f"/cases/{self.code}"

        def awaits() -> bool | None:
            return self._desk.get("casework", path)["state"] == "awaiting_reception" or None

        wait_for(awaits, "the case of the National Portal's dossier awaits its reception")
        self._desk.post("casework", f"{path}/acceptance", {})
        self.report("  in the work list under that code; the desk accepts it")

    def supplement(self) -> None:
        """An officer requests a paper, and the citizen adds it at the portal: the case goes on
        before the file is here.
        """
        path = f"/cases/{self.code}"
        self._officer.post("casework", f"{path}/assignment", {"step": "Thẩm định", "desk": "Ô 2"})
        body = {"items": [WANTED], "reason": "Địa điểm là nhà thuê."}
        self._officer.post("casework", f"{path}/supplement-request", body)
        self._portal("POST", "/files", {"name": MORE, "base64": self._encoded(WANTED)})
        paper = {"TenTepDinhKem": MORE, "DuongDanTaiTepTin": f"{self._files}/{MORE}"}
        supplement = {"MaHoSo": self.code, "TaiLieuNop": [paper], "GhiChu": "Hợp đồng số 5/2026"}
        item = self._portal("POST", "/supplements", supplement)

        def taken() -> bool | None:
            return self._push(item) == "0" or None

        def goes_on() -> bool | None:
            return self._desk.get("casework", path)["state"] == "in_work" or None

        wait_for(taken, "the exchange has handled the supplement request")
        wait_for(goes_on, "the case goes on after the supplement")
        wait_for(lambda: self._has_papers(2), "the file of the supplement is fetched and checked")
        self.report("  an officer requests a paper; added at the portal, it lets the case go on")

    def _has_papers(self, count: int) -> bool | None:
        """Whether so many are here, and none is awaited; the fetcher is called at once."""
        self._run("fetcher")
        filed = self._desk.get("intake", f"/dossiers/{self.code}")
        return (len(filed["papers"]) == count and not filed["awaited_papers"]) or None

    def wait_for_progress(self) -> None:
        """Until the portal shows the acceptance, and its file is here. Pusher and fetcher, which
        run each minute, are called at once.
        """

        def shown() -> Json | None:
            self._run("pusher")
            stored = self._portal("GET", f"/dossier?code={self.code}")
            return stored if stored["fields"]["TrangThaiHoSo"] == ACCEPTED else None

        stored = wait_for(shown, "the acceptance stands at the National Portal")
        wait_for(
            lambda: self._has_papers(1), "the file of the National Portal is fetched and checked"
        )
        steps = " ".join(step["TrangThai"] for step in stored["steps"])
        self.report(
            f"  at the portal: TrangThaiHoSo {ACCEPTED}, steps {steps}; its file is checked"
        )
        self.report(f"  {self.address}")

    def _run(self, function: str) -> None:
        functions = self.sign_in.deployment.client("lambda")
        functions.invoke(FunctionName=f"motcua-local-exchange-{function}", Payload=b"{}")

    def _item(self) -> Json:
        now = datetime.now(VIETNAM)
        procedure = self._public.get("intake", f"/procedures/{FREE}")
        first = procedure["documents"][0]
        return {
            "MaHoSo": self.code,
            "MaTTHC": FREE,
            "TenTTHC": procedure["name"],
            "KenhThucHien": "2",
            "ChuHoSo": self.who.name,
            "LoaiDoiTuong": "1",
            "DinhDanhCHS": {"LoaiDinhDanh": "1", "SoDinhDanh": self.who.identity_number},
            "Email": self.who.mail,
            "SoDienThoai": f"0{self.who.phone.removeprefix('+84')}",
            "TrichYeuHoSo": procedure["name"],
            "NgayNopHoSo": f"{now:%Y%m%d%H%M%S}",
            "TrangThaiHoSo": "1",
            "DonViXuLy": self.agency,
            "TaiLieuNop": [
                {
                    "TenTepDinhKem": FILE,
                    "MaThanhPhanHoSo": first["code"] or first["id"],
                    "DuongDanTaiTepTin": f"{self._files}/{FILE}",
                }
            ],
        }

    def _encoded(self, title: str) -> str:
        return b64encode(attachment_pdf(title, self.who.name, datetime.now(VIETNAM))).decode()

    @property
    def _files(self) -> str:
        return f"{self.sign_in.deployment.national_portal}/tep"

    @cached_property
    def _officer(self) -> ApiClient:
        return self.sign_in.client("staff", "chuyen-vien")

    @cached_property
    def _public(self) -> ApiClient:
        return self.sign_in.client_with()

    @cached_property
    def _desk(self) -> ApiClient:
        return self.sign_in.client("staff", "mot-cua")

    @property
    def _address(self) -> str:
        return f"{self.sign_in.deployment.national_portal}/_simulator"

    def _portal(self, method: str, path: str, body: Json | None = None) -> Json:
        response = requests.request(method, f"{self._address}{path}", json=body, timeout=SECONDS)
        require(response.ok, f"the simulator answered {response.status_code} to {path}")
        answer: Json = response.json()
        return answer
