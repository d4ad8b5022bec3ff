"""Signatures, against the examples that the Amazon S3 API reference works out."""

from datetime import UTC, datetime

import pytest

from adapters.photos.signing import Signer

SIGNER = Signer(key="AKIAIOSFODNN7EXAMPLE", secret="wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", region="us-east-1")
AT = datetime(2013, 5, 24, tzinfo=UTC)
PUT_HEADERS = {"date": "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY"}


@pytest.mark.parametrize(
    ("method", "path", "content", "headers", "names", "signature"),
    [
        (
            "GET",
            "/test.txt",
            b"",
            {"range": "bytes=0-9"},
            "host;range;x-amz-content-sha256;x-amz-date",
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        ),
        (
            "PUT",
            "/test%24file.text",
            b"Welcome to Amazon S3.",
            PUT_HEADERS,
            "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
        ),
    ],
)
def test_the_examples_of_the_reference(method: str, path: str, content: bytes, headers: dict[str, str], names: str, signature: str) -> None:
    signed = SIGNER.signed(method, f"https://examplebucket.s3.amazonaws.com{path}", content, at=AT, headers=headers)
    assert signed["authorization"] == (
        f"AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders={names}, Signature={signature}"
    )
    assert signed["x-amz-date"] == "20130524T000000Z"


def test_the_secret_is_in_nothing_that_is_shown() -> None:
    signed = SIGNER.signed("GET", "https://s3.example/flats/a", b"", at=AT, headers={})
    assert SIGNER.secret not in repr(SIGNER) + repr(signed)
