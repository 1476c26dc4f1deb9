"""What every answer tells the browser: nothing from outside, no frames, no guessing, no keeping."""

from collections.abc import Sequence

from flask import Flask, Response, request

_ALWAYS = {"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}
_PASSING = {
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def content_security_policy(script_hashes: Sequence[str]) -> str:
    """Return the policy: own scripts and those inline ones whose hashes are known; no evaluation of text."""
    return "; ".join(
        (
            "default-src 'self'",
            " ".join(("script-src 'self'", *script_hashes)),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def fasten(server: Flask, script_hashes: Sequence[str]) -> None:
    """Add the headers to every answer of the server, those of documents to whatever is not kept by browsers."""
    policy = content_security_policy(script_hashes)

    def add(response: Response) -> Response:
        response.headers.update(_ALWAYS)
        # What lasts is a script, a sheet or a font: it is part of a document, which has its policy already.
        if not (response.cache_control.max_age or request.path.startswith("/assets/")):
            response.headers.update(_PASSING)
            response.headers["Content-Security-Policy"] = policy
            response.headers["Cache-Control"] = "no-store"
        return response

    server.after_request(add)
