"""The simulator over HTTP: connections, control routes, filings and pulls."""

import base64
import http.client
import json
import threading
from collections.abc import Iterator

import pytest

from dvcqg.moments import parse_moment
from dvcqg.simulator.clock import SimulatedClock
from dvcqg.simulator.dialects import addresses
from dvcqg.simulator.faults import Faults
from dvcqg.simulator.portal import Portal
from dvcqg.simulator.server import SimulatorServer
from dvcqg.simulator.simulator import Simulator
from dvcqg.testing.http_client import COMPLETE, Client, filed

PATHS = addresses()


@pytest.fixture(scope="module")
def server() -> Iterator[SimulatorServer]:
    portal = Portal(clock=SimulatedClock(parse_moment("20261201080000")))
    with SimulatorServer(Simulator(portal)) as server:
        yield server.start()
        server.shutdown()


@pytest.fixture
def client(server: SimulatorServer) -> Iterator[Client]:
    client = Client(server.server_address[1])
    yield client
    client.connection.close()


def test_one_connection_carries_many_calls_and_a_lost_answer_ends_it(client: Client) -> None:
    log_in = {"username": "tinh", "password": "mat-khau-thu"}
    client.call("POST", PATHS["log_in"], log_in)
    socket_before = client.connection.sock
    client.call("POST", PATHS["log_in"], log_in)
    assert client.connection.sock is socket_before

    client.connection.request(
        "POST", PATHS["log_in"], json.dumps(log_in), {"X-Simulator-Fault": "lost"}
    )
    with pytest.raises(http.client.RemoteDisconnected):
        client.connection.getresponse()


def test_the_journal_shows_calls_and_masks_what_is_secret(client: Client) -> None:
    before = client.call("GET", "/_simulator")["calls"]
    client.call("POST", PATHS["log_in"], {"username": "tinh", "password": "mat-khau-thu"})
    [call] = client.call("GET", f"/_simulator/journal?after={before}&payload=1")["calls"]
    assert (call["service"], call["error_code"]) == ("DangNhap", "0")
    assert call["payload"] == {"username": "tinh", "password": "***"}


def test_the_clock_and_the_faults_are_set_over_http(client: Client) -> None:
    now = client.call("GET", "/_simulator/clock")
    assert not now["running"]
    later = client.call("POST", "/_simulator/clock", {"advance": 72 * 3600})
    assert int(later["now"][:8]) > int(now["now"][:8])
    assert client.call("PUT", "/_simulator/faults", {"seed": 7})["seed"] == 7
    client.connection.request("PUT", "/_simulator/faults", b'{"lost": 2}')
    response = client.connection.getresponse()
    assert (response.status, b"ValueError" in response.read()) == (400, True)


def test_the_audit_names_what_is_missing_doubled_stale_and_out_of_order(client: Client) -> None:
    keys = [["20261201090000", "2"], ["20261201100000", "4"], ["20261201110000", "9"]]

    def send(code: str, *steps: list[str]) -> None:
        item = {**filed(1), **COMPLETE, "MaHoSo": code}
        client.call("POST", PATHS["adapter_add"], [item])
        for moment, status in steps:
            row = {"MaHoSo": code, "NguoiXuLy": "x", "ThoiDiemXuLy": moment, "TrangThai": status}
            client.call("POST", PATHS["adapter_progress"], [row])

    send("H49-261201-9001", *keys)
    send("H49-261201-9002", keys[0], keys[0], keys[2])
    send("H49-261201-9003", keys[1], keys[0], keys[2])
    wanted = {"fields": {"TrangThaiHoSo": "2"}, "steps": keys}
    stale = {"fields": {"TrangThaiHoSo": "9"}, "steps": keys}
    report = client.call(
        "POST",
        "/_simulator/audit",
        {
            "H49-261201-9001": wanted,
            "H49-261201-9002": wanted,
            "H49-261201-9003": stale,
            "H49-261201-9004": wanted,
        },
    )
    assert report["missing_dossiers"] == ["H49-261201-9004"]
    assert report["missing_steps"] == [["H49-261201-9002", *keys[1]]]
    assert report["doubled_steps"] == [["H49-261201-9002", *keys[0]]]
    assert report["out_of_order"] == report["stale"] == ["H49-261201-9003"]
    assert report["unexpected_steps"] == []


def test_a_filed_dossier_is_pulled_until_its_receipt_and_its_file_comes_later(
    client: Client,
) -> None:
    client.call("POST", "/_simulator/filings", [filed(1), filed(2)])
    assert len(client.call("GET", PATHS["pull"])["result"]) == 2
    client.call("PUT", PATHS["receipt"], {"maHoSo": filed(1)["MaHoSo"], "daNhan": True})
    assert client.call("GET", PATHS["pull"])["result"] == [filed(2)]

    now = client.call("GET", "/_simulator/clock")["now"]
    content = base64.b64encode(b"%PDF-1.7").decode()
    late = {"name": "a.pdf", "base64": content, "available_from": str(int(now) + 100)}
    client.call("POST", "/_simulator/files", late)
    client.connection.request("GET", PATHS["files"] + "/a.pdf")
    response = client.connection.getresponse()
    assert (response.status, response.read()) == (503, b"")
    client.call("POST", "/_simulator/clock", {"advance": 60})
    client.connection.request("GET", PATHS["files"] + "/a.pdf")
    assert client.connection.getresponse().read() == b"%PDF-1.7"


def test_four_workers_at_once_lose_no_call() -> None:
    faults = Faults(seed=5, lost=0.1, session_calls=(0, 0))
    simulator = Simulator(Portal(faults=faults))
    results: list[bool] = []

    def work(worker: int, port: int) -> None:
        for number in range(25):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            item = filed(worker * 100 + number) | COMPLETE
            try:
                connection.request("POST", PATHS["adapter_add"], json.dumps([item]))
                results.append(json.loads(connection.getresponse().read())["error_code"] == "0")
            except http.client.RemoteDisconnected:
                results.append(False)
            connection.close()

    with SimulatorServer(simulator) as server:
        server.start()
        workers = [
            threading.Thread(target=work, args=(n, server.server_address[1])) for n in range(4)
        ]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        server.shutdown()
    lost = [call for call in simulator.portal.journal.calls if call.fault]
    assert (results.count(True), results.count(False)) == (100 - len(lost), len(lost))
    assert 0 < len(lost) < 30
    assert len(simulator.portal.dossiers.by_code) == 100
