"""The border, composed of the settings."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from kit.core.budget import Budget
from kit.core.time import Clock
from kit.platform import log
from kit.security.staff_directory import Directory
from letters.adapters.agency_places import NATIONAL
from letters.adapters.axis_from_settings import axis_from_settings
from letters.adapters.border_bucket import ContentBucket, PackageBucket, TrustBucket
from letters.border.fetch import Fetcher
from letters.border.outgoing_package import OutgoingPackages
from letters.border.read import Reader
from letters.deliveries.send_lanes import LaneSender
from letters.domain.ports import AgencyPlaces
from letters.edxml.axis import AxisRefused, AxisUnavailable, DocumentAxis
from letters.repository import LettersRepository
from letters.settings import LettersSettings


@dataclass(frozen=True)
class LetterBorder:
    """Made by the functions of the border alone; without an address of an axis nothing is done."""

    repository: LettersRepository
    places: AgencyPlaces
    directory: Directory
    settings: LettersSettings
    clock: Clock

    def fetch(self, budget: Budget) -> None:
        """The fetcher function."""
        if not self.settings.axis_url:
            return
        fetcher = Fetcher(
            NATIONAL,
            self.axis,
            self.repository,
            PackageBucket(self.settings.letters_bucket),
            self.clock,
        )
        log.info("packages_fetched", packages=fetcher.run(budget))

    def read(self, budget: Budget) -> None:
        """The reader function."""
        bucket = self.settings.letters_bucket
        reader = Reader(
            self.repository,
            self.places,
            PackageBucket(bucket),
            ContentBucket(bucket, self.settings.documents_bucket),
            self.trust,
            self.clock,
        )
        log.info("packages_read", packages=reader.run(budget))

    def send(self, budget: Budget) -> None:
        """The sender function; a key without a certificate signs nothing."""
        if not self.settings.axis_url:
            return
        if not self.trust.office_certificates():
            log.warning("office_has_no_certificate")
            return
        log.info("packages_sent", packages=self._sender().run(budget))

    def _sender(self) -> LaneSender:
        from letters.adapters.edxml_axis import EdxmlAxis
        from letters.adapters.kms_office_key import KmsOfficeKey

        repository = self.repository
        contents = ContentBucket(self.settings.letters_bucket, self.settings.documents_bucket)
        outgoing = OutgoingPackages(
            contents, repository.document_id_of, repository.letter, self._names()
        )
        key = KmsOfficeKey(self.settings.office_key, self.trust.office_certificates)
        axis = EdxmlAxis(self.axis, key, outgoing)
        return LaneSender(NATIONAL, repository, axis, self.clock)

    def _names(self) -> Callable[[str], str]:
        """Of agencies here, and of those that the axis lists, which is called with the first name
        of a run that is none of ours.
        """
        listed: dict[str, str] = {}

        def outside(code: str) -> str:
            if not listed:
                try:
                    listed.update({each.code: each.name for each in self.axis.agencies()})
                except (AxisUnavailable, AxisRefused):
                    listed[""] = ""
            return listed.get(code, "")

        return lambda code: self._own_name(code) or outside(code)

    def _own_name(self, code: str) -> str | None:
        agency = self.directory.agency(code)
        return agency.name if agency else None

    @cached_property
    def axis(self) -> DocumentAxis:
        """The axis of the stage."""
        return axis_from_settings(self.settings, self.clock)

    @cached_property
    def trust(self) -> TrustBucket:
        """Whom the stage trusts."""
        return TrustBucket(self.settings.letters_bucket)
