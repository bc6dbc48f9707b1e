"""Google's errors, and the tokens of its service accounts ("Using OAuth 2.0 for Server to Server Applications")."""

import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.auth import jwt

from local.campaign.stand_ins.api import Answer, Request
from local.campaign.stand_ins.bodies import ErrorResponse

TOKEN_PATH = "/token"
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
LONGEST_JWT = 3600
TOKEN_SECONDS = 3600.0
EMAIL = "agente@stand-in.iam.gserviceaccount.com"


class TokenError(ErrorResponse):
    """A refusal of the token endpoint: ``{"error", "error_description"}``."""

    @property
    def body(self) -> dict[str, Any]:
        """The answer's body."""
        return {"error": self.code, "error_description": str(self)}


class GoogleError(ErrorResponse):
    """A refusal: ``{"error": {"errors": [{"domain", "reason", "message"}], "code", "message"}}``."""

    @property
    def body(self) -> dict[str, Any]:
        """The answer's body."""
        entry = {"domain": "global", "reason": self.code, "message": str(self)}
        return {"error": {"errors": [entry], "code": self.status, "message": str(self)}}


@dataclass(frozen=True)
class ServiceAccount:
    """A service account: the key that it signs with, and the one by which Google knows its signature; both PEM."""

    private_key: str = field(repr=False)
    public_key: str
    client_email: str = EMAIL

    @classmethod
    def new(cls, bits: int = 2048) -> "ServiceAccount":
        """Return an account with a key of its own; Google's have 2,048 bits."""
        key = rsa.generate_private_key(public_exponent=65537, key_size=bits)
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        public = key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return cls(private.decode(), public.decode())

    def secret(self, endpoint: str) -> dict[str, Any]:
        """Return the calendar's secret for a stand-in that is served at ``endpoint``."""
        return {
            "provider": "google-calendar",
            "apiUrl": f"{endpoint}/calendar/v3",
            "serviceAccount": {
                "type": "service_account",
                "project_id": "stand-in",
                "private_key_id": "1",
                "private_key": self.private_key,
                "client_email": self.client_email,
                "token_uri": f"{endpoint}{TOKEN_PATH}",
            },
        }


@dataclass
class TokenDesk:
    """The tokens of one account. Safe for threads."""

    client_email: str
    public_key: str
    scopes: frozenset[str]
    """The scopes of the API: a token needs them all."""
    users: frozenset[str] = frozenset()
    """The users for whom the domain lets the account act."""
    made: int = 0
    """Tokens made so far."""
    _ends: dict[str, float] = field(default_factory=dict)
    _delegated: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def token(self, request: Request) -> Answer:
        """``POST /token``: return a token for a JWT of the account. Raises ``TokenError``."""
        fields = dict(parse_qsl(request.content.decode(errors="replace")))
        if fields.get("grant_type") != GRANT:
            raise TokenError(400, "unsupported_grant_type", "Invalid grant_type")
        claims = self._claims(fields.get("assertion", ""), f"http://{request.header('Host')}{TOKEN_PATH}")
        self._check(claims)
        token = f"ya29.{secrets.token_urlsafe(24)}"
        with self._lock:
            self.made += 1
            self._ends[token] = time.time() + TOKEN_SECONDS
            if "sub" in claims:
                self._delegated.add(token)
        return Answer(
            200, {"access_token": token, "expires_in": int(TOKEN_SECONDS) - 1, "token_type": "Bearer"}
        )

    def knows(self, authorization: str) -> bool:
        """Return True for the header of a token that holds."""
        with self._lock:
            return time.time() < self._ends.get(authorization.removeprefix("Bearer "), 0.0)

    def is_delegated(self, authorization: str) -> bool:
        """Return True for the header of a token with which the account acts for a user."""
        with self._lock:
            return authorization.removeprefix("Bearer ") in self._delegated

    def expire(self) -> None:
        """Let every token be over."""
        with self._lock:
            self._ends.clear()

    def _claims(self, assertion: str, audience: str) -> Mapping[str, Any]:
        try:
            return jwt.decode(assertion, certs=self.public_key, audience=audience)
        except ValueError:
            raise TokenError(400, "invalid_grant", "Invalid JWT Signature.") from None

    def _check(self, claims: Mapping[str, Any]) -> None:
        if claims.get("iss") != self.client_email:
            raise TokenError(400, "invalid_grant", "Invalid grant: account not found")
        if claims["exp"] - claims["iat"] > LONGEST_JWT:
            raise TokenError(
                400, "invalid_grant", "Invalid JWT: Token must be a short-lived token (60 minutes)"
            )
        if not self.scopes <= set(str(claims.get("scope", "")).split()):
            raise TokenError(400, "invalid_scope", "Invalid OAuth scope or ID token audience provided.")
        if "sub" in claims and claims["sub"] not in self.users:
            told = "Client is unauthorized to retrieve access tokens using this method."
            raise TokenError(401, "unauthorized_client", told)
