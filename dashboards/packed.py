"""Screens as they travel: written and packed once, kept as bytes, sent as they are."""

import gzip
from typing import Any

from flask import Response, request

from dashboards.elements import written

_LEVEL = 5  # beyond, packing takes longer than a network of the zone takes for what it saves


def packed(answer: Any) -> bytes:
    """Return an answer that holds trees of elements as packed JSON."""
    return gzip.compress(written(answer).encode(errors="replace"), _LEVEL, mtime=0)


def sent(content: bytes, mimetype: str = "application/json") -> Response:
    """Return the response with packed content; who does not unpack gets it unpacked."""
    if not request.accept_encodings.quality("gzip"):
        return Response(gzip.decompress(content), mimetype=mimetype)
    return Response(content, mimetype=mimetype, headers={"Content-Encoding": "gzip", "Vary": "Accept-Encoding, Cookie"})
