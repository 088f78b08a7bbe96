"""Why a call between systems is refused."""

from typing import ClassVar, Final, Literal

from kit.core.errors import Forbidden, NotFound, Unauthorised

Reason = Literal[
    "unsigned",
    "several_signatures",
    "unreadable",
    "other_tag",
    "other_algorithm",
    "unknown_key",
    "not_covered",
    "broken",
    "digest",
    "expired",
    "future",
    "too_long_lived",
    "no_nonce",
    "replayed",
    "other_client",
    "other_service",
    "no_id",
    "query",
]


class SignatureRefused(Exception):
    """A message whose signature does not hold, for a reason that has a name."""

    def __init__(self, reason: Reason, where: str = "") -> None:
        super().__init__(f"{reason} {where}".strip())
        self.reason: Final = reason
        self.where: Final = where


class PeerSignatureRefused(Unauthorised):
    """A call without a signature that holds; `field` is the reason."""

    code: ClassVar[str] = "peer_signature_refused"
    vi: ClassVar[str] = (
        "Chữ ký của hệ thống gọi không hợp lệ ({reason}). Vui lòng kiểm tra chữ ký theo tài liệu "
        "kết nối."
    )
    en: ClassVar[str] = (
        "The signature of the calling system does not hold ({reason}). Please check it against the "
        "documentation."
    )
    challenge = "Signature"


class PeerRightMissing(Forbidden):
    """A member without the right to a call."""

    code: ClassVar[str] = "peer_right_missing"
    vi: ClassVar[str] = (
        "Hệ thống gọi chưa được cấp quyền cho lời gọi này ({reason}). Quyền do hai cán bộ của tỉnh "
        "cấp theo văn bản thỏa thuận."
    )
    en: ClassVar[str] = (
        "The calling system has no right to this call ({reason}). Two officials of the province "
        "give rights under an agreement."
    )


class UnknownPeerService(NotFound):
    """A service that this system does not offer to others."""

    code: ClassVar[str] = "unknown_peer_service"
    vi: ClassVar[str] = "Hệ thống không cung cấp dịch vụ này cho hệ thống khác."
    en: ClassVar[str] = "This system does not offer such a service to others."
