"""Opening of a file by the link that the National Portal has of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final, NamedTuple, NoReturn

from exchange.domain.file_links import NamedFile
from exchange.domain.lane_files import LaneFile, file_with
from exchange.files.ports import LinkedFiles
from exchange.files.tokens import named_file
from exchange.repository import ExchangeRepository
from kit.core.errors import Gone, NotFound, TooManyRequests
from kit.platform import log
from kit.security.versioned_secret import VersionedSecret
from kit.security.visitor_network import prefix_of

URL_LIFETIME: Final = timedelta(minutes=5)
HOUR: Final = 3600
MOST_FETCHES: Final = 60
"""Fetches of one file in an hour (assumed): the portal needs one."""
MOST_FORGED: Final = 60
"""Tokens that are none of ours, of one network in an hour."""


class FileLinkExpired(Gone):
    """The link's thirty days are over."""

    code = "file_link_expired"
    vi = "Đường dẫn tải tệp đã hết hạn sau 30 ngày."
    en = "This link to a file ended after 30 days."


class LinkedFileGone(Gone):
    """The file was erased with the dossier's personal data, or holds no more."""

    code = "linked_file_gone"
    vi = "Tệp này đã bị xóa hoặc không còn hiệu lực nên không tải về được nữa."
    en = "This file was erased or no longer holds, so it cannot be downloaded any more."


class OpenedFile(NamedTuple):
    """A URL that is good for five minutes, of a file of a dossier."""

    dossier: str
    file: str
    url: str


@dataclass(frozen=True, slots=True)
class FileOpener:
    """Bound to the table and the buckets; nothing that is sealed is opened."""

    repository: ExchangeRepository
    files: LinkedFiles
    secret: Callable[[], VersionedSecret]

    def open(self, token: str, address: str, *, at: datetime) -> OpenedFile:
        """Raises NotFound for a token that is none of ours, whatever it names, FileLinkExpired,
        LinkedFileGone, TooManyRequests.
        """
        named = named_file(self.secret(), token)
        if named is None:
            self._refuse(address, at)
        if at >= named.expires:
            raise FileLinkExpired
        self._count_fetch(token, at)
        file = self._file(named)
        filename = f"{named.dossier}-{file.id[-4:]}" if file else ""
        url = self.files.link(file, filename, URL_LIFETIME) if file else None
        if file is None or url is None:
            raise LinkedFileGone
        log.metric("NationalFileFetched")
        return OpenedFile(named.dossier, file.id, url)

    def _file(self, named: NamedFile) -> LaneFile | None:
        """The vault decides, whether the lane has heard of the erasure or not."""
        lane = self.repository.filed_lane(named.dossier)
        if lane is None or lane.state == "erased" or not self.repository.has_data_key(lane):
            return None
        return file_with(str(lane.vault), lane.facts, named.digest)

    def _count_fetch(self, token: str, at: datetime) -> None:
        if self._count("FETCHES", token, at) > MOST_FETCHES:
            raise TooManyRequests(retry_after=_rest(at))

    def _refuse(self, address: str, at: datetime) -> NoReturn:
        log.metric("NationalFileLinkForged")
        if self._count("FORGED", prefix_of(address), at) > MOST_FORGED:
            raise TooManyRequests(retry_after=_rest(at))
        raise NotFound

    def _count(self, kind: str, whose: str, at: datetime) -> int:
        """How many there were in this hour with this one; what is counted is stored as a digest."""
        hour = int(at.timestamp()) // HOUR
        name = sha256(f"{whose}|{hour}".encode()).hexdigest()
        return self.repository.count_of_hour(f"{kind}#{name}", (hour + 2) * HOUR)


def _rest(at: datetime) -> int:
    """Seconds until the next hour."""
    return HOUR - int(at.timestamp()) % HOUR
