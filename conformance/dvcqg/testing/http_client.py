"""A client of the simulator over HTTP, and what a citizen files."""

import http.client
import json
from typing import Any, Final

COMPLETE: Final = {
    "TenTTHC": "x",
    "KenhThucHien": "1",
    "LoaiDoiTuong": "1",
    "TrangThaiHoSo": "2",
    "DonViXuLy": "x",
}
"""What a province adds to what was filed."""


def filed(number: int) -> dict[str, Any]:
    """A dossier as the portal files it, by its number."""
    return {
        "MaHoSo": f"H49.09-261201-{number:04}",
        "MaTTHC": "2.000635",
        "ChuHoSo": "Nguyễn Thị Mai",
        "NgayNopHoSo": "20261201080000",
    }


class Client:
    """One connection that stays open while the server lets it."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)

    def call(self, method: str, path: str, members: Any = None) -> Any:
        """The answer's JSON; any status but 200 is an AssertionError."""
        body = None if members is None else json.dumps(members).encode()
        self.connection.request(method, path, body)
        response = self.connection.getresponse()
        content = response.read()
        if response.status != 200:
            raise AssertionError(content)
        return json.loads(content)
