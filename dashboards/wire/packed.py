"""Screens as they travel: written and packed once, kept as bytes, sent as they are."""

import gzip
from collections.abc import Mapping
from typing import Any

from flask import Response, request

from dashboards.wire.elements import written

_LEVEL = 3  # beyond, packing takes longer than a network of the zone takes for what it saves


def packed(**answer: Mapping[str, Any]) -> bytes:
    """Return what Dash's browser part is answered, properties by element, as packed JSON."""
    said = [f"{written(name)}:{{{','.join(map(_pair, each.items()))}}}" for name, each in answer.items()]
    text = f'{{"multi":true,"response":{{{",".join(said)}}}}}'
    return gzip.compress(text.encode(errors="replace"), _LEVEL, mtime=0)


def _pair(item: tuple[str, Any]) -> str:
    return f"{written(item[0])}:{written(item[1])}"


def sent(content: bytes, mimetype: str = "application/json") -> Response:
    """Return the response with packed content; who does not unpack gets it unpacked."""
    if not request.accept_encodings.quality("gzip"):
        return Response(gzip.decompress(content), mimetype=mimetype)
    return Response(content, mimetype=mimetype, headers={"Content-Encoding": "gzip", "Vary": "Accept-Encoding, Cookie"})
