"""The demo's people: invented citizens and officials, with passwords that only this machine knows."""

import base64
import contextlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import requests

from local.cloud.places import STATE
from local.demo.api import Api
from local.demo.place import Place

NAMES = (
    "Nguyễn Thị An", "Trần Văn Bình", "Lê Thị Cúc", "Phạm Văn Dũng", "Hoàng Thị Em", "Vũ Văn Giang", "Đặng Thị Hoa",
    "Bùi Văn Khánh", "Đỗ Thị Lan", "Ngô Văn Minh", "Dương Thị Nga", "Lý Văn Phúc", "Đinh Thị Quỳnh", "Mai Văn Sơn",
    "Trịnh Thị Tâm", "Phan Văn Uy", "Tạ Thị Vân", "Hồ Văn Xuân", "Chu Thị Yến", "Lương Văn Ân",
)  # fmt: skip


@dataclass(frozen=True)
class Citizen:
    """A citizen; `phone` and `mail` are theirs alone, so that every notice can be told whose it is."""

    name: str
    username: str
    identity_number: str
    phone: str
    mail: str
    address: str = "Tổ 5, khu 2, phường Hồng Gai, tỉnh Quảng Ninh"

    def profile(self) -> dict[str, str]:
        """What she states of herself."""
        return {
            "full_name": self.name,
            "identity_number": self.identity_number,
            "address": self.address,
            "phone": self.phone,
            "email": self.mail,
            "language": "vi",
        }


def citizen(number: int) -> Citizen:
    """The demo's citizen of this number; number 0 is Nguyễn Thị An."""
    name = NAMES[number % len(NAMES)]
    return Citizen(
        name=name,
        username=f"cong-dan-{number:03d}",
        identity_number=f"022{190 + number % 10}{number:06d}"[:12].ljust(12, "0"),
        phone=f"+8490{1000000 + number:07d}",
        mail=f"cong-dan-{number:03d}@motcua.example",
    )


@dataclass(frozen=True)
class Official:
    """An official and the roles the directory gives them."""

    username: str
    name: str
    roles: tuple[str, ...]


OFFICIALS = (
    Official("quan-tri", "Quản trị hệ thống", ("admin",)),
    Official("danh-muc", "Biên tập danh mục thủ tục", ("catalogue_editor",)),
    Official("mot-cua", "Công chức bộ phận Một cửa", ("receptionist",)),
    Official("chuyen-vien", "Chuyên viên giải quyết", ("officer",)),
    Official("thu-ngan", "Thu ngân bộ phận Một cửa", ("cashier",)),
    Official("ke-toan", "Kế toán trưởng", ("accountant",)),
    Official("ke-toan-2", "Kế toán viên", ("accountant",)),
)


@dataclass
class Entrance:
    """Signs people in at the stage's issuer, making their accounts when they come first."""

    place: Place
    subs: dict[str, str] = field(default_factory=dict)

    @property
    def password(self) -> str:
        """One password for all demo accounts of this machine, kept under .local."""
        path = STATE / "demo-password"
        if not path.exists():
            path.write_text(f"Mc-{secrets.token_hex(8)}-1aA")
            path.chmod(0o600)
        return path.read_text()

    def enter(self, kind: str, username: str) -> Api:
        """The APIs with this person's rights; `kind` is citizen or staff."""
        token = (
            self._by_pool(kind, username)
            if self.place.has_pools
            else self._by_issuer(kind, username)
        )
        return Api(self.place, token)

    def sub(self, kind: str, username: str) -> str:
        """The person's subject."""
        self.enter(kind, username)
        return self.subs[f"{kind}/{username}"]

    def _by_issuer(self, kind: str, username: str) -> str:
        answer = requests.post(
            f"{self.place.issuer}/{kind}/token", data={"username": username}, timeout=10
        )
        answer.raise_for_status()
        token: str = answer.json()["access_token"]
        self._remember(kind, username, token)
        return token

    def _by_pool(self, kind: str, username: str) -> str:
        name = "Citizens" if kind == "citizen" else "Staff"
        pool, client_id = self.place.outputs[f"{name}Pool"], self.place.outputs[f"{name}ClientId"]
        cognito = self.place.client("cognito-idp")
        ask: dict[str, Any] = {
            "ClientId": client_id,
            "AuthFlow": "USER_PASSWORD_AUTH",
            "AuthParameters": {"USERNAME": username, "PASSWORD": self.password},
        }
        try:
            answer = cognito.initiate_auth(**ask)
        except (
            cognito.exceptions.UserNotFoundException,
            cognito.exceptions.NotAuthorizedException,
        ):
            self._admit(cognito, pool, username)
            answer = cognito.initiate_auth(**ask)
        token: str = answer["AuthenticationResult"]["AccessToken"]
        self._remember(kind, username, token)
        return token

    def _admit(self, cognito: Any, pool: str, username: str) -> None:
        with contextlib.suppress(cognito.exceptions.UsernameExistsException):
            cognito.admin_create_user(UserPoolId=pool, Username=username, MessageAction="SUPPRESS")
        cognito.admin_set_user_password(
            UserPoolId=pool, Username=username, Password=self.password, Permanent=True
        )

    def _remember(self, kind: str, username: str, token: str) -> None:
        part = token.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
        self.subs[f"{kind}/{username}"] = claims["sub"]
