"""Signatures that S3 asks for: AWS Signature Version 4, the whole content in one piece.

Each step is that of "Authenticating Requests: Using the Authorization Header" in the Amazon S3 API reference.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

from attrs import field, frozen

ALGORITHM = "AWS4-HMAC-SHA256"


@frozen(kw_only=True)
class Signer:
    """Signs requests without a query for one account in one region."""

    key: str
    secret: str = field(repr=False)
    region: str

    def signed(self, method: str, url: str, content: bytes, *, at: datetime, headers: Mapping[str, str]) -> dict[str, str]:
        """All headers of the request: those given (names in small letters), when and what it is, and the signature over them.

        `url` has its path percent-encoded already and names no port that its scheme has anyway; `at` is aware UTC.
        """
        stamp = f"{at:%Y%m%dT%H%M%SZ}"
        parts = urlsplit(url)
        named = {**headers, "host": parts.netloc, "x-amz-content-sha256": hashlib.sha256(content).hexdigest(), "x-amz-date": stamp}
        scope = f"{stamp[:8]}/{self.region}/s3/aws4_request"
        request = _canonical(method, parts.path or "/", named)
        signature = self._signature(scope, f"{ALGORITHM}\n{stamp}\n{scope}\n{hashlib.sha256(request.encode()).hexdigest()}")
        credentials = f"Credential={self.key}/{scope}, SignedHeaders={_names(named)}, Signature={signature}"
        return {**named, "authorization": f"{ALGORITHM} {credentials}"}

    def _signature(self, scope: str, text: str) -> str:
        secret = f"AWS4{self.secret}".encode()
        for part in scope.split("/"):
            secret = _hmac(secret, part)
        return _hmac(secret, text).hex()


def _canonical(method: str, path: str, headers: Mapping[str, str]) -> str:
    lines = "".join(f"{name}:{headers[name].strip()}\n" for name in sorted(headers))
    return f"{method}\n{path}\n\n{lines}\n{_names(headers)}\n{headers['x-amz-content-sha256']}"


def _names(headers: Mapping[str, str]) -> str:
    return ";".join(sorted(headers))


def _hmac(secret: bytes, text: str) -> bytes:
    return hmac.digest(secret, text.encode(), "sha256")
