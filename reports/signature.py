"""Signatures in PDFs: PAdES by pyHanko, over every byte; the bytes before it stay as they were."""

import io
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal

from datasets import Text
from reports.certificate import Certificate

FIELD: Final = "Office"
_READ_OUT: Final = "单位签名 · Signature of the office"  # in either language: a field has one name
State = Literal["unsigned", "whole", "altered", "stranger"]


@dataclass(frozen=True)
class Signed:
    """What a PDF's signature says: whether it is ours and nothing was changed since, who signed, when, and in words."""

    state: State
    said: Text
    name: str = ""
    at: datetime | None = None


def sign(pdf: bytes, certificate: Certificate, reason: str) -> bytes:
    """Return the PDF with the office's signature after its last byte; it allows no change to what it covers."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    simple: Any = signers.SimpleSigner  # whose methods have no types
    signer = simple.load(str(certificate.key), str(certificate.path))
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        name=certificate.name,
        reason=reason,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    field = fields.SigFieldSpec(FIELD, readable_field_name=_READ_OUT)
    return bytes(_apart(lambda: signers.sign_pdf(writer, meta, signer=signer, new_field_spec=field)).getvalue())


def _apart(work: Callable[[], Any]) -> Any:
    """Return what ``work`` returns in a thread of its own: pyHanko begins an event loop, and a notebook has one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


def before_signature(pdf: bytes) -> bytes:
    """Return the bytes of a PDF up to the end of its first revision: what was set, before anyone signed."""
    mark = b"%%EOF"
    end = pdf.find(mark)
    if end < 0:
        return pdf
    end += len(mark)
    return pdf[: end + 1] if pdf[end : end + 1] == b"\n" and len(pdf) > end + 1 else pdf[:end]


def inspect(pdf: bytes, trusted: Sequence[Path]) -> Signed:
    """Return what a PDF's signature says, held against certificates that are trusted; never raises for a bad PDF."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.general import SigningError

    try:
        found = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        if not found:
            return Signed("unsigned", Text("文件没有签名。", "The file is not signed."))
        if len(found) > 1:
            return Signed("altered", Text("签名之后又加了签名。", "Another signature was added after the first."))
        return _judged(found[0], trusted)
    except (PdfError, SigningError, ValueError, KeyError, TypeError, IndexError, OSError) as error:
        return Signed("altered", Text(f"不是完整的 PDF：{error}", f"It is no whole PDF: {error}"))


def _judged(embedded: Any, trusted: Sequence[Path]) -> Signed:
    from pyhanko import keys
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    logging.getLogger("pyhanko").addHandler(logging.NullHandler())  # what it finds is said by us
    reading: Any = keys
    roots = [reading.load_cert_from_pemder(str(each)) for each in trusted]
    context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=embedded.self_reported_timestamp)
    status = _apart(lambda: validate_pdf_signature(embedded, context))
    name, at = str(embedded.signer_cert.subject.native.get("common_name", "")), embedded.self_reported_timestamp
    whole = status.intact and status.valid and status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    if not whole:
        said = Text("签名后文件被改动。", "The file was altered after it was signed.")
        return Signed("altered", said, name, at)
    if not status.trusted:
        said = Text(f"由不认识的证书“{name}”签名。", f"Signed with a certificate we do not know, {name!r}.")
        return Signed("stranger", said, name, at)
    return Signed("whole", Text(f"由“{name}”签发，签名后未改动。", f"Issued by {name!r}, unchanged since."), name, at)
