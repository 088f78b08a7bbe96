"""The public look-up of a dossier by code and look-up key, as a mobile app uses it."""

from dataclasses import dataclass

import requests

from local.demo.api_client import ApiClient, Json
from local.demo.checks import require
from local.demo.waiting import wait_for

RETURNED = "10"
NAMES = {
    "1": "Mới đăng ký",
    "2": "Được tiếp nhận",
    "4": "Đang xử lý",
    "6": "Yêu cầu thực hiện nghĩa vụ tài chính",
    "9": "Đã xử lý xong",
    RETURNED: "Đã trả kết quả",
}
"""Statuses of the national portal and their names."""


@dataclass(frozen=True)
class Tracker:
    """What is known to whoever has the receipt of the filing."""

    public: ApiClient
    code: str
    key: str

    def response(self, **headers: str) -> requests.Response:
        """One look-up."""
        headers = {"X_Lookup_Key": self.key, **headers}
        return self.public.send("GET", "status", f"/dossiers/{self.code}", **headers)

    def returned(self, statuses: list[str]) -> Json:
        """The dossier once its result is returned, with exactly these statuses on its way.

        Raises CheckFailed, NoProgress.
        """
        response = wait_for(self._returned, f"the status is {RETURNED} ({NAMES[RETURNED]})")
        dossier: Json = response.json()
        codes = [str(entry["code"]) for entry in dossier["timeline"]]
        require(codes == statuses, f"the timeline has {codes}, not {statuses}")
        for entry in dossier["timeline"]:
            name = NAMES[str(entry["code"])]
            require(entry["vi"] == name, f"{entry['code']} is named {entry['vi']}, not {name}")
        again = self.response(If_None_Match=response.headers["ETag"]).status_code
        require(again == 304, f"an unchanged dossier answers {again}, not 304")
        wrong = self.response(X_Lookup_Key="0" * 10).status_code
        require(wrong == 404, f"a wrong look-up key answers {wrong}, not 404")
        return dossier

    def _returned(self) -> requests.Response | None:
        response = self.response()
        timeline = response.json().get("timeline", ()) if response.ok else ()
        return response if timeline and str(timeline[-1]["code"]) == RETURNED else None
