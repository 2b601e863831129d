"""A certificate authority of one run, for clients that talk HTTPS only."""

import ssl
from pathlib import Path

import trustme

__all__ = ["CertificateFileError", "local_certificate"]

_NAMES = ("127.0.0.1", "::1", "localhost")


class CertificateFileError(Exception):
    """The file for the authority's certificate cannot be written; the message says why in one line."""


def local_certificate(ca_file: Path) -> ssl.SSLContext:
    """Make an authority and a certificate for this machine's own names, and write the authority's certificate.

    The keys are made anew at every start and not kept, so that the authority can be trusted for as long as
    the emulator runs and is worthless afterwards. Raises `CertificateFileError`.
    """
    authority = trustme.CA(organization_name="Azure Compute Gallery for Pulumi: emulator")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*_NAMES).configure_cert(context)
    try:
        authority.cert_pem.write_to_path(ca_file)
    except OSError as error:
        raise CertificateFileError(f"the CA file {ca_file} cannot be written: {error.strerror}") from None
    return context
