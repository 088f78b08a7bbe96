"""The scanners of viruses: clamd where a stage has one, else one that says it scans nothing."""

import socket
from dataclasses import dataclass
from typing import Final

from intake.attachments.ports import ScanResult

EICAR: Final = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-" + b"TEST-FILE!$H+H*"
"""The test string that every scanner knows (EICAR, 2003), in two parts so that none stops here."""
CHUNK: Final = 64 * 1024
LONGEST_ANSWER: Final = 4096


class TestStringScanner:
    """Finds the EICAR test string; of any other file it says that nobody scanned it."""

    __test__ = False

    def scan(self, content: bytes) -> ScanResult:
        return "infected" if EICAR in content else "not_scanned"


class ScannerUnavailable(Exception):
    """clamd did not answer, or could not scan: the file must be looked at again later."""


@dataclass(frozen=True, slots=True)
class ClamdScanner:
    """clamd by TCP (its command INSTREAM); `seconds` for each step."""

    host: str
    port: int
    seconds: float = 20.0

    def scan(self, content: bytes) -> ScanResult:
        """Raises ScannerUnavailable."""
        try:
            answer = self._answer(content)
        except OSError:
            raise ScannerUnavailable from None
        if answer.endswith(b" FOUND"):
            return "infected"
        if answer == b"stream: OK":
            return "clean"
        raise ScannerUnavailable

    def _answer(self, content: bytes) -> bytes:
        with socket.create_connection((self.host, self.port), self.seconds) as connection:
            connection.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), CHUNK):
                chunk = content[start : start + CHUNK]
                connection.sendall(len(chunk).to_bytes(4, "big") + chunk)
            connection.sendall(bytes(4))
            answer = b""
            while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
                part = connection.recv(LONGEST_ANSWER)
                if not part:
                    break
                answer += part
        return answer.rstrip(b"\0").strip()
