"""`python -m dvcqg.simulator.rate`: how many calls a second this machine makes and answers."""

import argparse
import http.client
import json
import time
from collections.abc import Callable
from typing import Any

from dvcqg.simulator.dialects import addresses
from dvcqg.simulator.exchange import Request
from dvcqg.simulator.faults import Faults
from dvcqg.simulator.portal import Portal
from dvcqg.simulator.server import SimulatorServer
from dvcqg.simulator.simulator import Simulator

Post = Callable[[str, bytes], bytes]


def bodies(steps: int) -> list[tuple[str, bytes]]:
    """Calls of the adapter dialect: dossiers of six steps each, one call a step."""
    paths = addresses()
    calls: list[tuple[str, Any]] = []
    for number in range(steps // 6):
        code = f"H49.09-261201-{number:06}"
        dossier = {
            "MaHoSo": code,
            "MaTTHC": "2.000635",
            "TenTTHC": "Cấp bản sao Trích lục hộ tịch",
            "KenhThucHien": "2",
            "ChuHoSo": "Nguyễn Thị Mai",
            "LoaiDoiTuong": "1",
            "NgayNopHoSo": "20261201080000",
            "TrangThaiHoSo": "2",
            "DonViXuLy": "Sở Tư pháp",
            "TaiLieuNop": [{"TenTepDinhKem": "don.pdf", "DuocSoHoa": "1"}],
        }
        calls.append((paths["adapter_add"], [dossier]))
        for status in range(1, 7):
            step = {
                "MaHoSo": code,
                "NguoiXuLy": "Trần Văn Bình",
                "ThoiDiemXuLy": f"2026120109{status:02}00",
                "TrangThai": str(status),
            }
            calls.append((paths["adapter_progress"], [step]))
    return [(path, json.dumps(body, ensure_ascii=False).encode()) for path, body in calls]


def measure(steps: int, post: Post) -> str:
    """Sends them one after another."""
    calls = bodies(steps)
    begin, cpu = time.monotonic(), time.process_time()
    for path, body in calls:
        post(path, body)
    wall, used = time.monotonic() - begin, time.process_time() - cpu
    return (
        f"{len(calls):,} calls ({steps:,} steps) in {wall:.1f} s, {used:.1f} s CPU:"
        f" {len(calls) / wall:,.0f} calls/s, {len(calls) / used:,.0f} a second of CPU"
    )


def in_process(steps: int) -> str:
    """Without HTTP."""
    handle = Simulator(Portal(faults=Faults(session_calls=(0, 0)))).handle
    return measure(steps, lambda path, body: handle(Request("POST", path, body)).body)


def over_http(steps: int) -> str:
    """Client and server in one process, on one connection."""
    with SimulatorServer(Simulator()) as server:
        server.start()
        connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1])

        def post(path: str, body: bytes) -> bytes:
            connection.request("POST", path, body)
            return connection.getresponse().read()

        line = measure(steps, post)
        connection.close()
        server.shutdown()
    return line


def main() -> None:
    """Prints one line each."""
    parser = argparse.ArgumentParser(prog="dvcqg.simulator.rate", description=__doc__)
    parser.add_argument("--steps", type=int, default=60_000)
    steps = parser.parse_args().steps
    print("in process: " + in_process(steps), flush=True)
    print("over HTTP:  " + over_http(steps), flush=True)


if __name__ == "__main__":
    main()
