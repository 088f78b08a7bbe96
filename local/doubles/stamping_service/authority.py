"""The authority: stamps what is asked, at the moment of its clock, and may be away."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from local.doubles.authority.authority import Authority

if TYPE_CHECKING:
    from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

NAME = "Dịch vụ cấp dấu thời gian thử nghiệm Một Cửa"
DAY = timedelta(days=1)


@dataclass
class StampingAuthority:
    """`root` certifies its key. `away` answers nothing, `wrong` stamps something else."""

    root: Authority
    clock: Callable[[], datetime]
    away: bool = False
    wrong: bool = False
    requests: int = 0
    key: rsa.RSAPrivateKey = field(
        default_factory=lambda: rsa.generate_private_key(65537, 2048), repr=False
    )

    def answer(self, request: bytes) -> bytes | None:
        """The response (DER) to a request (DER); None while it is away."""
        from asn1crypto import tsp

        self.requests += 1
        if self.away:
            return None
        read = tsp.TimeStampReq.load(request)
        if self.wrong:
            read["message_imprint"]["hashed_message"] = b"\0" * 32
        stamper = self._stamper
        stamper.fixed_dt = self.clock().replace(microsecond=0)
        response: bytes = stamper.request_tsa_response(read).dump()
        return response

    @cached_property
    def _stamper(self) -> "DummyTimeStamper":
        from asn1crypto import keys, pem, x509

        public = self.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        at = self.clock()
        certificate = self.root.certify(
            public.decode(), NAME, since=at - DAY, until=at + 3650 * DAY, timestamps=True
        )
        own = x509.Certificate.load(pem.unarmor(certificate.encode())[2])
        private = self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        return quick_stamper(self.key)(own, keys.PrivateKeyInfo.load(private))


def quick_stamper(key: rsa.RSAPrivateKey) -> "type[DummyTimeStamper]":
    """pyHanko's, which reads its key anew for every stamp and checks it for a tenth of a second."""
    from asn1crypto import cms
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.hashes import SHA256
    from pyhanko.sign import general
    from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

    attribute: Any = general.simple_cms_attribute

    class QuickStamper(DummyTimeStamper):
        def _sign_tst_info(
            self, tst_info_data: bytes, md_algorithm: str, dt: datetime
        ) -> tuple[bytes, cms.CMSAttributes]:
            assert md_algorithm == "sha256"
            attributes = cms.CMSAttributes(
                [
                    attribute("content_type", "tst_info"),
                    attribute("signing_time", cms.Time({"utc_time": dt})),
                    attribute("signing_certificate", general.as_signing_certificate(self.tsa_cert)),
                    attribute("message_digest", sha256(tst_info_data).digest()),
                ]
            )
            return key.sign(attributes.dump(), PKCS1v15(), SHA256()), attributes

    return QuickStamper
